import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  emailOf,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  PEER,
  SUPERADMIN,
} from "../support.ts";
import { NUEVO } from "../resources/users/example.ts";
import { checkScope } from "./table.ts";

const OWN = "Inés Mejía", FOREIGN = "Flor Osorio";
const [ADMINS, OTHERS] = [["Adán Peña", "Paula Cano"], ["Felipe Arias", "Flor Osorio"]];
const CENTRE = [OWN, "Carlos Ríos", "Iván Gil", "Sonia Rojas", ...ADMINS];

checkScope("users", [
  // Lists and searches.
  { as: SUPERADMIN, ask: "GET /users", status: 200, has: [...CENTRE, ...OTHERS] },
  { as: ADMIN, ask: "GET /users", status: 200, has: CENTRE, not: OTHERS },
  { as: FOREIGN_ADMIN, ask: "GET /users", status: 200, has: OTHERS, not: CENTRE },
  { as: ADMIN, ask: `GET /users?cod_centro=${OTHER_CENTRO}`, status: 200, not: OTHERS },
  { as: ADMIN, ask: "GET /users?q=osorio", status: 200, has: ['"total_items":0'], not: [FOREIGN] },
  {
    as: ADMIN,
    ask: `GET /users/get-by-centro?cod_centro=${OTHER_CENTRO}`,
    status: 200,
    not: OTHERS,
  },
  { as: ADMIN, ask: "GET /users/instructores", status: 200, has: [OWN], not: [FOREIGN] },
  { as: FOREIGN_ADMIN, ask: "GET /users/instructores", status: 200, has: [FOREIGN], not: [OWN] },
  { as: INSTRUCTOR, ask: "GET /users/instructores", status: 200, has: [OWN], not: [FOREIGN] },

  // One user, by each of the ways that lead to him.
  { as: ADMIN, ask: `GET /users/${INSTRUCTOR}`, status: 200, has: [OWN], not: ["$2b$", "hash"] },
  ...[ADMIN, INSTRUCTOR].flatMap((as) => [
    { as, ask: `GET /users/${FOREIGN_INSTRUCTOR}`, status: 404, missing: "GET /users/99" },
    {
      as,
      ask: `GET /users/get-by-id?id_usuario=${FOREIGN_INSTRUCTOR}`,
      status: 404,
      missing: "GET /users/get-by-id?id_usuario=99",
    },
    ...["/users/by-email", "/users/get-by-email", "/users/users/by-email"].map((path) => ({
      as,
      ask: `GET ${path}?email=${emailOf(FOREIGN_INSTRUCTOR)}`,
      status: 404,
      missing: `GET ${path}?email=nadie@correo.co`,
    })),
  ]),
  { as: INSTRUCTOR, ask: `GET /users/${COLLEAGUE}`, status: 404, missing: "GET /users/99" },

  // Changes of users of another centre, of peers, and of what the role may not set.
  ...["PUT /users/", "PUT /users/update/"].flatMap((path) =>
    [ADMIN, INSTRUCTOR].map((as) => ({
      as,
      ask: `${path}${FOREIGN_INSTRUCTOR}`,
      body: { telefono: "3209998877" },
      status: 404,
      missing: `${path}99`,
    }))
  ),
  {
    as: ADMIN,
    ask: `PUT /users/modify-status/${FOREIGN_INSTRUCTOR}`,
    status: 404,
    missing: "PUT /users/modify-status/99",
  },
  { as: ADMIN, ask: `PUT /users/${PEER}`, body: { telefono: "3209998877" }, status: 403 },
  { as: ADMIN, ask: `PUT /users/${SUPERADMIN}`, body: { estado: false }, status: 403 },
  { as: ADMIN, ask: `PUT /users/${INSTRUCTOR}`, body: { cod_centro: OTHER_CENTRO }, status: 403 },
  { as: ADMIN, ask: `PUT /users/${INSTRUCTOR}`, body: { id_rol: 2 }, status: 403 },
  { as: INSTRUCTOR, ask: `PUT /users/${INSTRUCTOR}`, body: { id_rol: 1 }, status: 403 },

  // Ids in bodies.
  ...["POST /users", "POST /users/create"].flatMap((ask) => [
    { as: ADMIN, ask, body: NUEVO, status: 201 },
    { as: ADMIN, ask, body: { ...NUEVO, id_rol: 2 }, status: 403 },
    {
      as: ADMIN,
      ask,
      body: { ...NUEVO, cod_centro: OTHER_CENTRO },
      status: 403,
      missing: { body: { ...NUEVO, cod_centro: 4321 } },
    },
    { as: INSTRUCTOR, ask, body: { ...NUEVO, cod_centro: CENTRO }, status: 403 },
  ]),
]);
