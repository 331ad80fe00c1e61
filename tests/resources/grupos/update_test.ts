import assert from "node:assert/strict";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import {
  FICHA,
  FOREIGN,
  IN_USE,
  OTHER_PROGRAMA,
  PROGRAMA,
  refusesEach,
  statusesByRole,
  trailOf,
} from "../catalogue.ts";
import { FOREIGN_FICHA, MORNING, prepareGrupos } from "./example.ts";

const PATH = `/grupos/${MORNING}`;
const UNCHANGED = "Grupo no encontrado o sin cambios para aplicar";

Deno.test("PUT /grupos/{cod_ficha} changes hours and ambiente, and null takes the ambiente away", async () => {
  await using api = await prepareGrupos();
  const { body: before } = await api.request("GET", PATH);
  const form = { hora_inicio: "08:00", hora_fin: "12:00:00", id_ambiente: IN_USE };
  const changed = await api.request("PUT", PATH, { body: form });
  assert.deepEqual([changed.status, changed.body], [200, {
    message: "Grupo actualizado correctamente",
  }]);
  const after = { ...before, ...form, hora_inicio: "08:00:00", nombre_ambiente: "AULA 101" };
  assert.deepEqual((await api.request("GET", PATH)).body, after);

  await api.request("PUT", PATH, { body: { ...form, id_ambiente: null } });
  const { body: cleared } = await api.request("GET", PATH);
  assert.deepEqual(cleared, { ...after, id_ambiente: null, nombre_ambiente: null });
  assert.deepEqual(await trailOf(api.db), [`cambiar grupo ${MORNING}`, `cambiar grupo ${MORNING}`]);
});

Deno.test("PATCH /grupos/{cod_ficha} changes the other fields too, but not its code or centre", async () => {
  await using api = await prepareGrupos();
  const { body: before } = await api.request("GET", PATH);
  const cambios = {
    cod_programa: OTHER_PROGRAMA,
    la_version: 102,
    estado_grupo: "Terminada",
    etapa: "PRACTICA",
    fecha_fin: "2028-06-01",
    responsable: null,
    nombre_municipio: "PEREIRA",
  };
  const body = { ...cambios, cod_ficha: 1, cod_centro: 9307 };
  assert.equal((await api.request("PATCH", PATH, { body })).status, 200);
  const nombre_programa = "ANÁLISIS DE MUESTRAS QUÍMICAS";
  assert.deepEqual((await api.request("GET", PATH)).body, {
    ...before,
    ...cambios,
    nombre_programa,
  });
  const found = await api.request(
    "GET",
    "/grupos?estado_grupo=TERMINADA&etapa=practica&q=muestras",
  );
  assert.deepEqual(found.body.items.map((it: { cod_ficha: number }) => it.cod_ficha), [MORNING]);
});

Deno.test("PUT /grupos/{cod_ficha} refuses what contradicts itself or what is already there", async () => {
  await using api = await prepareGrupos();
  await refusesEach(api, ["PUT", PATH], {}, [
    [{ hora_inicio: "" }, "hora_inicio", /hora/],
    [{ hora_inicio: "13:00" }, "hora_fin", /posterior a hora_inicio \(13:00:00\)/],
    [{ hora_fin: "06:59" }, "hora_fin", /posterior a hora_inicio \(07:00:00\)/],
    [{ hora_inicio: "09:00", hora_fin: "09:00" }, "hora_fin", /posterior/],
    [{ fecha_inicio: "2028-05-02" }, "fecha_fin", /anterior/],
    [{ id_ambiente: 0 }, "id_ambiente", /./],
    [{ estado_grupo: " " }, "estado_grupo", /./],
  ]);
  const cases: [changes: object, detail: RegExp][] = [
    [{ id_ambiente: FOREIGN }, /^No existe el ambiente 3 en el centro 9121/],
    [{ id_ambiente: 99 }, /^No existe el ambiente 99 en el centro 9121/],
    [{ la_version: 9 }, /^No existe la versión 9 del programa 228118/],
    [{ cod_programa: 7 }, /^No existe la versión 2 del programa 7/],
  ];
  for (const [body, detail] of cases) {
    const answer = await api.request("PUT", PATH, { body, as: SUPERADMIN });
    assert.equal(answer.status, 409, JSON.stringify(body));
    assert.match(answer.body.detail, detail);
  }
  // Only one of the two is known: nothing to contradict.
  const one = await api.request("PUT", `/grupos/${FICHA}`, { body: { hora_fin: "06:00" } });
  assert.equal(one.status, 200);
});

Deno.test("PUT /grupos/{cod_ficha} is 404 in the same words without change, foreign or missing", async () => {
  await using api = await prepareGrupos();
  const body = { id_ambiente: null };
  const cases: [as: number, cod_ficha: number, body: object][] = [
    [ADMIN, MORNING, {}],
    [ADMIN, MORNING, { cod_centro: 9307 }],
    [ADMIN, FOREIGN_FICHA, body],
    [FOREIGN_ADMIN, MORNING, body],
    [SUPERADMIN, 99, body],
  ];
  for (const [as, cod_ficha, body] of cases) {
    const answer = await api.request("PUT", `/grupos/${cod_ficha}`, { as, body });
    assert.deepEqual([answer.status, answer.body.detail], [404, UNCHANGED]);
  }
  const change = { cod_programa: PROGRAMA };
  const roles = [INSTRUCTOR, ADMIN, SUPERADMIN];
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", PATH, change]), [403, 200, 200]);
});

Deno.test("PUT /grupos/{cod_ficha} with If-Match refuses who read an older version", async () => {
  await using api = await prepareGrupos();
  const { headers } = await api.request("GET", PATH);
  const stale = { "If-Match": headers.get("ETag") ?? "" };
  const send = (body: object) => api.request("PUT", PATH, { body, headers: stale });
  const first = await send({ hora_inicio: "08:00" });
  assert.equal(first.status, 200);
  assert.equal((await send({ hora_inicio: "09:00" })).status, 412);
  const fresh = { "If-Match": first.headers.get("ETag") ?? "" };
  const third = await api.request("PUT", PATH, { body: { hora_inicio: "09:00" }, headers: fresh });
  assert.equal(third.status, 200);
});
