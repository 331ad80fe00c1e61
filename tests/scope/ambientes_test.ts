import { CLOSED, FOREIGN, FREE, seedCatalogue } from "../resources/catalogue.ts";
import {
  ADMIN,
  CENTRO,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../support.ts";
import { checkScope } from "./table.ts";

const OWN = ["AULA 101", "LABORATORIO"], THEIRS = ["AULA 900", "SEDE NORTE"];
const ROOM = { nombre_ambiente: "SALA 7", num_max_aprendices: 20 };
const NUEVO = { ...ROOM, municipio: "PEREIRA", ubicacion: "BLOQUE D" };

/** In the very words for a centre that does not exist: see tests/resources/ambientes/. */
const TOLD = [`No existe el centro ${OTHER_CENTRO}; revise cod_centro`];

checkScope("ambientes", [
  // Lists and searches.
  ...["/ambientes", "/ambientes?q=a", "/ambientes?estado=true"].flatMap((path) => [
    { as: SUPERADMIN, ask: `GET ${path}`, status: 200, has: [...OWN, "AULA 900"] },
    { as: ADMIN, ask: `GET ${path}`, status: 200, has: OWN, not: THEIRS },
    { as: INSTRUCTOR, ask: `GET ${path}`, status: 200, has: OWN, not: THEIRS },
    { as: FOREIGN_ADMIN, ask: `GET ${path}`, status: 200, has: THEIRS, not: OWN },
    { as: FOREIGN_INSTRUCTOR, ask: `GET ${path}`, status: 200, has: THEIRS, not: OWN },
  ]),
  ...[ADMIN, INSTRUCTOR].flatMap((as) => [
    {
      as,
      ask: `GET /ambientes?cod_centro=${OTHER_CENTRO}`,
      status: 200,
      not: THEIRS,
      missing: "GET /ambientes?cod_centro=1",
    },
    {
      as,
      ask: `GET /ambientes/activos/centro/${OTHER_CENTRO}`,
      status: 200,
      not: THEIRS,
      missing: "GET /ambientes/activos/centro/1",
    },
    {
      as,
      ask: `GET /ambientes/${FOREIGN}`,
      status: 404,
      not: THEIRS,
      missing: "GET /ambientes/99",
    },
  ]),
  { as: FOREIGN_INSTRUCTOR, ask: `GET /ambientes/${FREE}`, status: 404, not: OWN },

  // Writing.
  ...["PUT", "PATCH"].flatMap((method) => [
    {
      as: ADMIN,
      ask: `${method} /ambientes/${FOREIGN}`,
      body: { nombre_ambiente: "NUESTRA" },
      status: 404,
      not: THEIRS,
      missing: `${method} /ambientes/99`,
    },
    {
      as: ADMIN,
      ask: `${method} /ambientes/${FREE}`,
      body: { cod_centro: OTHER_CENTRO },
      status: 409,
      has: TOLD,
    },
    {
      as: INSTRUCTOR,
      ask: `${method} /ambientes/${FREE}`,
      body: { nombre_ambiente: "MÍA" },
      status: 403,
      not: OWN,
    },
  ]),
  {
    as: ADMIN,
    ask: `PUT /ambientes/toggle-estado/${FOREIGN}`,
    status: 404,
    missing: "PUT /ambientes/toggle-estado/99",
  },
  {
    as: ADMIN,
    ask: `DELETE /ambientes/${FOREIGN}`,
    status: 404,
    missing: "DELETE /ambientes/99",
  },
  {
    as: ADMIN,
    ask: "POST /ambientes",
    body: { ...NUEVO, cod_centro: OTHER_CENTRO },
    status: 409,
    has: TOLD,
  },
  {
    as: FOREIGN_ADMIN,
    ask: "POST /ambientes",
    body: { ...NUEVO, cod_centro: CENTRO },
    status: 409,
  },
  { as: INSTRUCTOR, ask: `PUT /ambientes/toggle-estado/${FREE}`, status: 403 },
  { as: INSTRUCTOR, ask: `DELETE /ambientes/${CLOSED}`, status: 403 },
  {
    as: INSTRUCTOR,
    ask: "POST /ambientes",
    body: { ...NUEVO, cod_centro: CENTRO },
    status: 403,
  },
  { as: ADMIN, ask: `PUT /ambientes/toggle-estado/${FREE}`, status: 200 },
  { as: ADMIN, ask: `DELETE /ambientes/${CLOSED}`, status: 204 },
  { as: SUPERADMIN, ask: `DELETE /ambientes/${FREE}`, status: 204 },
], ({ db }) => seedCatalogue(db));
