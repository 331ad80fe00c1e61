import assert from "node:assert/strict";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../../../support.ts";
import { FICHA, refusesEach, statusesByRole, trailOf } from "../../catalogue.ts";
import { MORNING, prepareGrupos } from "../example.ts";

const PATH = `/grupos/${FICHA}/datos`;

const NONE = {
  num_aprendices_masculinos: 0,
  num_aprendices_femenino: 0,
  num_aprendices_no_binario: 0,
  num_total_aprendices: 0,
  num_total_aprendices_activos: 0,
  cupo_total: 0,
  en_transito: 0,
  induccion: 0,
  formacion: 0,
  condicionado: 0,
  aplazado: 0,
  retiro_voluntario: 0,
  cancelado: 0,
  cancelamiento_vit_comp: 0,
  desercion_vit_comp: 0,
  por_certificar: 0,
  certificados: 0,
  traslados: 0,
  otro: 0,
};

const FULL = {
  ...NONE,
  num_aprendices_masculinos: 14,
  num_aprendices_femenino: 15,
  num_aprendices_no_binario: 1,
  num_total_aprendices: 30,
  num_total_aprendices_activos: 26,
  cupo_total: 30,
  formacion: 25,
  condicionado: 1,
  desercion_vit_comp: 3,
  traslados: 1,
};

Deno.test("GET and PUT /grupos/{cod_ficha}/datos: zeros, then what was counted, then what changed", async () => {
  await using api = await prepareGrupos();
  const before = await api.request("GET", PATH);
  assert.deepEqual([before.status, before.body], [200, { cod_ficha: FICHA, ...NONE }]);

  const put = await api.request("PUT", PATH, { body: { ...FULL, cod_ficha: 1, otra: 5 } });
  assert.deepEqual([put.status, put.body], [200, { cod_ficha: FICHA, ...FULL }]);
  const changed = await api.request("PUT", PATH, { body: { formacion: "24", aplazado: 1 } });
  assert.deepEqual(changed.body, { cod_ficha: FICHA, ...FULL, formacion: 24, aplazado: 1 });
  assert.deepEqual((await api.request("GET", PATH)).body, changed.body);
  const trail = `cambiar datos_grupo ${FICHA}`;
  assert.deepEqual(await trailOf(api.db), [trail, trail]);
  const { body } = await api.request("GET", "/auditoria?tabla=datos_grupo");
  assert.deepEqual([body.items[0].antes.formacion, body.items[0].despues.formacion], [25, 24]);
});

Deno.test("PUT /grupos/{cod_ficha}/datos refuses a sum that contradicts itself, and says which", async () => {
  await using api = await prepareGrupos();
  await api.request("PUT", PATH, { body: FULL });
  const all = "num_aprendices_masculinos, num_aprendices_femenino, num_aprendices_no_binario";
  await refusesEach(api, ["PUT", PATH], {}, [
    [{}, "cuerpo", /al menos un conteo/],
    [{ formacion: -1 }, "formacion", /./],
    [{ formacion: 1.5 }, "formacion", /./],
    [{ cupo_total: null }, "cupo_total", /./],
    [{ num_total_aprendices: 31 }, "num_total_aprendices", new RegExp(`${all}, que es 30 y no 31`)],
    [{ num_aprendices_femenino: 14 }, "num_total_aprendices", /que es 29 y no 30/],
    [{ num_total_aprendices_activos: 31 }, "num_total_aprendices_activos", /31 activos de 30/],
    [{ formacion: 26 }, "num_total_aprendices", /suman 31, más que los 30/],
  ]);
  assert.deepEqual((await api.request("GET", PATH)).body, { cod_ficha: FICHA, ...FULL });
});

Deno.test("PUT /grupos/{cod_ficha}/datos leaves alone what a report had wrong elsewhere", async () => {
  await using api = await prepareGrupos();
  // MORNING has 25 in training and no total yet.
  const path = `/grupos/${MORNING}/datos`;
  assert.equal((await api.request("PUT", path, { body: { formacion: 27 } })).status, 200);
  assert.equal((await api.request("PUT", path, { body: { cupo_total: 30 } })).status, 200);
  const total = { num_aprendices_femenino: 20, num_total_aprendices: 20 };
  const { status, body } = await api.request("PUT", path, { body: total });
  assert.deepEqual([status, body.errors.length], [422, 1]);
  assert.match(body.detail, /suman 27, más que los 20 de num_total_aprendices/);
});

Deno.test("datos of a grupo: who may, and If-Match", async () => {
  await using api = await prepareGrupos();
  const path = `/grupos/${MORNING}/datos`;
  const roles = [SUPERADMIN, ADMIN, INSTRUCTOR, FOREIGN_ADMIN];
  assert.deepEqual(await statusesByRole(api, roles, ["GET", path]), [200, 200, 200, 404]);
  const stale = { "If-Match": (await api.request("GET", path)).headers.get("ETag") ?? "" };
  const body = { formacion: 24 };
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, body]), [200, 200, 403, 404]);
  assert.equal((await api.request("PUT", path, { body, headers: stale })).status, 412);
});

Deno.test("two who report the counters of a grupo at once both find theirs written", async () => {
  await using api = await prepareGrupos();
  const report = (body: object) => api.request("PUT", PATH, { body });
  const answers = await Promise.all([report({ formacion: 20 }), report({ cupo_total: 30 })]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
  const { body } = await api.request("GET", PATH);
  assert.deepEqual([body.formacion, body.cupo_total], [20, 30]);
});
