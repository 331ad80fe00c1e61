import assert from "node:assert/strict";
import { ADMIN, CENTRO, INSTRUCTOR, OTHER_CENTRO, SUPERADMIN } from "../../support.ts";
import {
  FICHA,
  FOREIGN,
  IN_USE,
  PROGRAMA,
  refusesEach,
  statusesByRole,
  trailOf,
} from "../catalogue.ts";
import { prepareGrupos } from "./example.ts";

const CODE = 2847999;
const NUEVO = {
  cod_ficha: CODE,
  cod_centro: CENTRO,
  cod_programa: PROGRAMA,
  la_version: 2,
  estado_grupo: "En ejecucion",
  nombre_nivel: "TECNÓLOGO",
  jornada: "DIURNA",
  fecha_inicio: "2026-02-02",
  fecha_fin: "2028-05-01",
  etapa: "LECTIVA",
  modalidad: "PRESENCIAL",
  responsable: "ANA RUIZ",
  nombre_empresa: null,
  nombre_municipio: "PEREIRA",
  nombre_programa_especial: null,
  hora_inicio: "07:00:00",
  hora_fin: "13:00:00",
  id_ambiente: IN_USE,
};
const LEAST = { cod_ficha: CODE, cod_centro: CENTRO, cod_programa: PROGRAMA, la_version: 1 };

Deno.test("POST /grupos creates a grupo, says where it is and leaves a trail", async () => {
  await using api = await prepareGrupos();
  const body = { ...NUEVO, hora_inicio: "07:00", otro: 1 };
  const created = await api.request("POST", "/grupos", { body });
  assert.deepEqual([created.status, created.body], [201, {
    message: "Grupo creado correctamente",
    cod_ficha: CODE,
  }]);
  assert.equal(created.headers.get("Location"), `/grupos/${CODE}`);
  const { body: grupo } = await api.request("GET", `/grupos/${CODE}`);
  const names = {
    nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    nombre_ambiente: "AULA 101",
  };
  assert.deepEqual(grupo, { ...NUEVO, ...names });
  assert.deepEqual(await trailOf(api.db), [`crear grupo ${CODE}`]);
});

Deno.test("POST /grupos needs the code, the centre and the version; the rest may be unknown", async () => {
  await using api = await prepareGrupos();
  assert.equal((await api.request("POST", "/grupos", { body: LEAST })).status, 201);
  const { body } = await api.request("GET", `/grupos/${CODE}`);
  assert.deepEqual([body.estado_grupo, body.hora_inicio, body.nombre_ambiente], [null, null, null]);
  const text = "a".repeat(151);
  await refusesEach(api, ["POST", "/grupos"], NUEVO, [
    [{ cod_ficha: undefined }, "cod_ficha", /./],
    [{ cod_ficha: "2847A" }, "cod_ficha", /./],
    [{ cod_ficha: 0 }, "cod_ficha", /./],
    [{ cod_centro: null }, "cod_centro", /./],
    [{ cod_programa: 1.5 }, "cod_programa", /./],
    [{ la_version: undefined }, "la_version", /./],
    [{ estado_grupo: "" }, "estado_grupo", /./],
    [{ jornada: "a".repeat(31) }, "jornada", /./],
    [{ responsable: 5 }, "responsable", /./],
    [{ nombre_empresa: text }, "nombre_empresa", /./],
    [{ fecha_inicio: "2026-02-30" }, "fecha_inicio", /fecha/],
    [{ hora_inicio: "7" }, "hora_inicio", /hora/],
    [{ hora_fin: "25:00" }, "hora_fin", /hora/],
    [{ id_ambiente: "aula" }, "id_ambiente", /./],
    [{ hora_fin: "07:00" }, "hora_fin", /posterior a hora_inicio \(07:00:00\)/],
    [{ fecha_fin: "2026-02-01" }, "fecha_fin", /anterior a fecha_inicio \(2026-02-02\)/],
  ]);
});

Deno.test("POST /grupos: what it points to exists and is within reach", async () => {
  await using api = await prepareGrupos();
  const room = (id: number) =>
    `No existe el ambiente ${id} en el centro ${CENTRO}; revise id_ambiente`;
  const centro = (cod: number) => `No existe el centro ${cod}; revise cod_centro`;
  const cases: [as: number, changes: object, detail: string | RegExp][] = [
    [ADMIN, { cod_ficha: FICHA }, `Ya existe el grupo ${FICHA}; use otra ficha`],
    [ADMIN, { cod_centro: OTHER_CENTRO }, centro(OTHER_CENTRO)],
    [ADMIN, { cod_centro: 1 }, centro(1)],
    [SUPERADMIN, { cod_centro: 1, id_ambiente: null }, /o el centro 1; revise/],
    [ADMIN, { la_version: 9 }, /^No existe la versión 9 del programa 228118/],
    [ADMIN, { id_ambiente: FOREIGN }, room(FOREIGN)],
    [SUPERADMIN, { id_ambiente: FOREIGN }, room(FOREIGN)],
    [ADMIN, { id_ambiente: 99 }, room(99)],
  ];
  for (const [as, changes, detail] of cases) {
    const answer = await api.request("POST", "/grupos", { as, body: { ...NUEVO, ...changes } });
    assert.equal(answer.status, 409, JSON.stringify(changes));
    if (typeof detail === "string") assert.equal(answer.body.detail, detail);
    else assert.match(answer.body.detail, detail);
  }
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("POST /grupos repeats its answer to the same Idempotency-Key, and refuses an instructor", async () => {
  await using api = await prepareGrupos();
  const headers = { "Idempotency-Key": "ficha-nueva" };
  const send = () => api.request("POST", "/grupos", { body: NUEVO, headers });
  const [first, second] = await Promise.all([send(), send()]);
  assert.deepEqual([first.status, second.status, second.body], [201, 201, first.body]);
  assert.deepEqual(await trailOf(api.db), [`crear grupo ${CODE}`]);
  assert.deepEqual(await statusesByRole(api, [INSTRUCTOR], ["POST", "/grupos", NUEVO]), [403]);
});
