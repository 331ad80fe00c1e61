import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../support.ts";
import { FOREIGN, PROGRAMA } from "../resources/catalogue.ts";
import { EVENING, FOREIGN_FICHA, MORNING, seedGrupos } from "../resources/grupos/example.ts";
import { checkScope } from "./table.ts";

const OWN = [String(MORNING), "LABORATORIO"],
  THEIRS = [String(FOREIGN_FICHA), "LEJANA", "AULA 900"];
const ROWS = [String(MORNING), String(EVENING)];
const NUEVO = { cod_ficha: 2700001, cod_programa: PROGRAMA, la_version: 2 };
const LISTS = [
  "/grupos?limit=100",
  "/grupos?q=a",
  "/grupos/search?search=a",
  "/grupos/search",
];

checkScope("grupos", [
  // Lists and searches.
  ...LISTS.flatMap((path) => [
    { as: SUPERADMIN, ask: `GET ${path}`, status: 200, has: [...ROWS, THEIRS[0] ?? ""] },
    { as: ADMIN, ask: `GET ${path}`, status: 200, has: [...ROWS, ...OWN], not: THEIRS },
    { as: FOREIGN_ADMIN, ask: `GET ${path}`, status: 200, has: THEIRS, not: [...ROWS, ...OWN] },
    { as: INSTRUCTOR, ask: `GET ${path}`, status: 200, has: OWN, not: [ROWS[1] ?? "", ...THEIRS] },
    { as: FOREIGN_INSTRUCTOR, ask: `GET ${path}`, status: 200, not: [...ROWS, ...THEIRS] },
  ]),
  ...[ADMIN, INSTRUCTOR].flatMap((as) =>
    [
      [`/grupos?cod_centro=${OTHER_CENTRO}`, "/grupos?cod_centro=1"],
      [`/grupos/centro/${OTHER_CENTRO}`, "/grupos/centro/1"],
      [
        `/grupos/advanced-search?query=a&cod_centro=${OTHER_CENTRO}`,
        "/grupos/advanced-search?query=a&cod_centro=1",
      ],
      [`/grupos?id_instructor=${FOREIGN_INSTRUCTOR}`, "/grupos?id_instructor=99"],
      [`/grupo-instructor/instructor/${FOREIGN_INSTRUCTOR}`, "/grupo-instructor/instructor/99"],
      [`/grupo-instructor/grupo/${FOREIGN_FICHA}`, "/grupo-instructor/grupo/99"],
      ...["kpis", "tablero", "distribucion/por-nivel", "distribucion/por-municipio"].map((path) => [
        `/grupos/${path}?cod_centro=${OTHER_CENTRO}`,
        `/grupos/${path}?cod_centro=1`,
      ]),
    ].map(([foreign, missing]) => ({
      as,
      ask: `GET ${foreign}`,
      status: 200,
      not: [...THEIRS, "DOSQUEBRADAS", "28"],
      missing: `GET ${missing}`,
    }))
  ),

  // One grupo and what lies below it.
  ...[ADMIN, INSTRUCTOR].flatMap((as) =>
    ["", "/datos", "/competencias", "/instructores"].map((rest) => ({
      as,
      ask: `GET /grupos/${FOREIGN_FICHA}${rest}`,
      status: 404,
      not: THEIRS.slice(1),
      missing: `GET /grupos/99${rest}`,
    }))
  ),
  {
    as: INSTRUCTOR,
    ask: `GET /grupos/${EVENING}`,
    status: 404,
    not: ["MUÑOZ"],
    missing: "GET /grupos/99",
  },
  {
    as: INSTRUCTOR,
    ask: `GET /grupos/${MORNING}/instructores`,
    status: 200,
    has: ["Carlos Ríos"],
    not: ["1088000007"],
  },

  // Writing.
  ...[
    { ask: "PUT /grupos/3000001", body: { etapa: "PRACTICA" }, missing: "PUT /grupos/99" },
    { ask: "PATCH /grupos/3000001", body: { etapa: "PRACTICA" }, missing: "PATCH /grupos/99" },
    {
      ask: "PUT /grupos/3000001/datos",
      body: { formacion: 1 },
      missing: "PUT /grupos/99/datos",
    },
    {
      ask: "POST /grupos/3000001/instructores",
      body: { id_instructor: COLLEAGUE },
      missing: "POST /grupos/99/instructores",
    },
    {
      ask: "POST /grupo-instructor",
      body: { cod_ficha: FOREIGN_FICHA, id_instructor: COLLEAGUE },
      missing: { body: { cod_ficha: 99, id_instructor: COLLEAGUE } },
    },
    { ask: "DELETE /grupo-instructor/3000001/6", missing: "DELETE /grupo-instructor/99/6" },
  ].map((line) => ({ as: ADMIN, status: 404, not: THEIRS.slice(1), ...line })),
  { as: ADMIN, ask: "POST /grupos", body: { ...NUEVO, cod_centro: OTHER_CENTRO }, status: 409 },
  {
    as: ADMIN,
    ask: `PUT /grupos/${MORNING}`,
    body: { id_ambiente: FOREIGN },
    status: 409,
    not: ["AULA 900"],
  },
  { as: INSTRUCTOR, ask: `PUT /grupos/${MORNING}`, body: { etapa: "PRACTICA" }, status: 403 },
  { as: INSTRUCTOR, ask: `PUT /grupos/${MORNING}/datos`, body: { formacion: 1 }, status: 403 },
  { as: INSTRUCTOR, ask: "POST /grupos", body: { ...NUEVO, cod_centro: CENTRO }, status: 403 },
  { as: INSTRUCTOR, ask: `DELETE /grupo-instructor/${MORNING}/${COLLEAGUE}`, status: 403 },
  { as: ADMIN, ask: "POST /grupos", body: { ...NUEVO, cod_centro: CENTRO }, status: 201 },
], ({ db }) => seedGrupos(db));
