import { ASSIGNED, EDITABLE, REMOVABLE } from "../concurrency/records.ts";
import { type Operation, OPERATIONS } from "../contract/document.ts";
import { exampleOf } from "../contract/example_request.ts";
import { COLLEAGUE, FOREIGN_INSTRUCTOR, INSTRUCTOR, PEER, SUPERADMIN } from "../support.ts";
import {
  CLOSED,
  FICHA,
  IN_USE,
  LOOSE_COMPETENCIA,
  OTHER_PROGRAMA,
  PROGRAMA,
} from "../resources/catalogue.ts";

/** Of who is signed in, and of nothing that a centre keeps. */
const SESSIONS = /^POST \/access\/(token|refresh|logout|forgot-password|validate-reset-token)$/;
/** A question whose body says about what. */
const QUESTION = /^POST \/programacion\/validar-cruce$/;
/** It needs the secret of a letter: the test of recovery sends it, under the same watch. */
const BY_LETTER = "POST /access/reset-password";
/** They need a file: the tests of importaciones send it, under the same watch. */
const BY_FILE = /^POST \/(importaciones|files)\b/;

type Change = { url?: string; body?: object; as?: number };

/** Where the example of the document is not what can be done with the records of these tests. */
const CHANGES: Record<string, Change> = {
  "POST /users/create": { body: { correo: "otra@sena.edu.co", identificacion: "1088000222" } },
  "PUT /users/change-password": { as: COLLEAGUE },
  "PUT /users/me/password": { as: PEER },
  "POST /regionales": { body: { cod_regional: 990 } },
  "POST /centros": { body: { cod_centro: 9990 } },
  "POST /ambientes": { body: { nombre_ambiente: "AULA 990" } },
  "POST /programas": { body: { la_version: 9 } },
  "POST /programas/programas": { body: { la_version: 8 } },
  "POST /competencias": { body: { cod_competencia: 36990 } },
  "POST /resultados": { body: { cod_resultado: 593990 } },
  "POST /festivos/cierres": { body: { fecha: "2026-12-30" } },
  "PUT /users/update/{id}": { url: "/users/update/3" },
  "PUT /users/modify-status/{id}": { url: `/users/modify-status/${FOREIGN_INSTRUCTOR}` },
  "POST /programacion/sesiones/{id}/reactivar": { url: "/programacion/sesiones/3/reactivar" },
  "POST /programacion/series": { body: { desde: "2026-11-03" } },
  "PATCH /programacion/series/{id}": { url: "/programacion/series/1" },
  "POST /programacion/lotes/{id}/deshacer": { url: "/programacion/lotes/2/deshacer" },
  "DELETE /programacion/{id}": { url: "/programacion/2" },
  "PUT /programacion/{id}": { url: "/programacion/2" },
  "PUT /ambientes/toggle-estado/{id}": { url: `/ambientes/toggle-estado/${CLOSED}` },
  "POST /grupos": { body: { cod_ficha: 2990009, la_version: 2, id_ambiente: IN_USE } },
  "PUT /grupos/{cod_ficha}": { body: { id_ambiente: IN_USE } },
  "PATCH /grupos/{cod_ficha}": { body: { id_ambiente: IN_USE } },
  "POST /grupos/{cod_ficha}/instructores": {
    url: `/grupos/${FICHA}/instructores`,
    body: { id_instructor: INSTRUCTOR },
  },
  "POST /grupo-instructor": { body: { cod_ficha: FICHA, id_instructor: COLLEAGUE } },
  "PUT /grupos/{cod_ficha}/instructores/{id_instructor}": {
    url: `/grupos/${ASSIGNED[0]}/instructores/${INSTRUCTOR}`,
    body: { cod_ficha: ASSIGNED[0], id_instructor: COLLEAGUE },
  },
  "PUT /grupo-instructor/{cod_ficha}/{id_instructor}": {
    url: `/grupo-instructor/${ASSIGNED[1]}/${INSTRUCTOR}`,
    body: { cod_ficha: ASSIGNED[1], id_instructor: COLLEAGUE },
  },
  "DELETE /grupos/{cod_ficha}/instructores/{id_instructor}": {
    url: `/grupos/${ASSIGNED[2]}/instructores/${INSTRUCTOR}`,
  },
  "DELETE /grupo-instructor/{cod_ficha}/{id_instructor}": {
    url: `/grupo-instructor/${ASSIGNED[3]}/${INSTRUCTOR}`,
  },
  "PUT /programas/programas/{cod_programa}": { url: `/programas/programas/${PROGRAMA}` },
  "PUT /programas/{cod_programa}/{la_version}/competencias/{cod_competencia}": {
    url: `/programas/${OTHER_PROGRAMA}/102/competencias/${LOOSE_COMPETENCIA}`,
  },
  "DELETE /programas/{cod_programa}/{la_version}/competencias/{cod_competencia}": {
    url: `/programas/${PROGRAMA}/2/competencias/36181`,
  },
};

/**
 * Every operation that changes what a centre keeps, with a request that it takes, in an order in which
 * they all succeed on one database: removals come last.
 */
export const WRITES = OPERATIONS
  .filter(({ method, name }) =>
    method !== "GET" && !SESSIONS.test(name) && !QUESTION.test(name) && !BY_FILE.test(name) &&
    name !== BY_LETTER
  )
  .map((operation) => ({ name: operation.name, ...requestOf(operation) }))
  .sort((a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"));

function requestOf(operation: Operation) {
  const { name, method, path } = operation;
  const example = exampleOf(operation);
  const record = method === "DELETE" ? REMOVABLE[path] : EDITABLE[path]?.[0];
  const { url = record ?? example.url, body, as = SUPERADMIN } = CHANGES[name] ?? {};
  const given = example.body === undefined ? undefined : JSON.parse(String(example.body));
  return { method, url, as, body: given && { ...given, ...body } };
}
