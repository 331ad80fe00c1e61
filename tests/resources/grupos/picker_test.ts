import assert from "node:assert/strict";
import { ADMIN, COLLEAGUE, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { EVENING, fichasOf, FOREIGN_FICHA, MORNING, OVER, prepareGrupos } from "./example.ts";

Deno.test("GET /grupos/search finds the open grupos that somebody is typing", async () => {
  await using api = await prepareGrupos();
  const cases: [as: number, query: string, fichas: number[]][] = [
    // Without text the newest; FICHA has no state and CANCELLED is cancelled.
    [SUPERADMIN, "", [FOREIGN_FICHA, EVENING, MORNING, OVER]],
    [ADMIN, "?search=", [EVENING, MORNING, OVER]],
    [ADMIN, "?limit=1", [EVENING]],
    // Digits: the codes that start with them, upwards.
    [ADMIN, "?search=2", [OVER, MORNING, EVENING]],
    [ADMIN, "?search=29", [MORNING, EVENING]],
    [SUPERADMIN, "?search=3000001", [FOREIGN_FICHA]],
    [ADMIN, "?search=3000001", []],
    [ADMIN, "?search=00", []],
    [ADMIN, "?search=29000010", []],
    [ADMIN, "?search=29000010000000000000", []],
    // Text: programme, responsable, ambiente; without regard to case and accents.
    [SUPERADMIN, "?search=ana", [FOREIGN_FICHA, EVENING, MORNING, OVER]],
    [ADMIN, "?search=muestras", [EVENING]],
    [ADMIN, "?search=AULA", [OVER]],
    [ADMIN, "?search=ines+de", [OVER]],
    [ADMIN, "?search=pereira", []],
    [ADMIN, "?search=100%25", [EVENING]],
    [ADMIN, "?search=%25", [EVENING]],
    [ADMIN, "?search=zzz", []],
    [INSTRUCTOR, "?search=an", [MORNING]],
    [COLLEAGUE, "?search=2", [MORNING, EVENING]],
  ];
  for (const [as, query, fichas] of cases) {
    const { status, body } = await api.request("GET", `/grupos/search${query}`, { as });
    assert.equal(status, 200);
    assert.deepEqual(fichasOf(body), fichas, `${query} as ${as}`);
  }
  const { status, body } = await api.request("GET", "/grupos/search?limit=0");
  assert.deepEqual([status, body.errors[0].campo], [422, "limit"]);
});

Deno.test("GET /grupos/search puts what starts with the text before what only holds it", async () => {
  await using api = await prepareGrupos();
  const found = async (text: string) =>
    fichasOf((await api.request("GET", `/grupos/search?search=${text}`, { as: SUPERADMIN })).body);
  // Every programme starts with it.
  assert.deepEqual(await found("ana"), [FOREIGN_FICHA, EVENING, MORNING, OVER]);
  // The responsable INÉS of the oldest one starts with it; every programme holds it.
  assert.deepEqual(await found("i"), [OVER, FOREIGN_FICHA, EVENING, MORNING]);
  // LABORATORIO starts with it; the AULAS hold it.
  assert.deepEqual(await found("la"), [MORNING, FOREIGN_FICHA, OVER]);
});

Deno.test("GET /grupos/search gives what a picker shows", async () => {
  await using api = await prepareGrupos();
  const { body } = await api.request("GET", `/grupos/search?search=${MORNING}&limit=15`);
  assert.deepEqual(body, [{
    cod_ficha: MORNING,
    estado_grupo: "EN EJECUCIÓN",
    jornada: "DIURNA",
    fecha_inicio: "2026-02-02",
    fecha_fin: "2028-05-01",
    etapa: "LECTIVA",
    responsable: "ANA RUIZ",
    nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    nombre_ambiente: "LABORATORIO",
  }]);
});
