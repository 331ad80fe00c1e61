import assert from "node:assert/strict";
import {
  ADMIN,
  CENTRO,
  COLLEAGUE,
  emailOf,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INACTIVE,
  INSTRUCTOR,
  PEER,
  SUPERADMIN,
} from "../../../support.ts";
import { FICHA, statusesByRole, trailOf } from "../../catalogue.ts";
import { EVENING, FOREIGN_FICHA, MORNING, prepareGrupos } from "../example.ts";

type Api = Awaited<ReturnType<typeof prepareGrupos>>;

async function idsOf(api: Api, cod_ficha: number): Promise<number[]> {
  const { body } = await api.request("GET", `/grupos/${cod_ficha}/instructores`, {
    as: SUPERADMIN,
  });
  return body.map(({ id_instructor }: { id_instructor: number }) => id_instructor);
}

Deno.test("POST /grupos/{cod_ficha}/instructores assigns once, and leaves a trail in the centre", async () => {
  await using api = await prepareGrupos();
  const path = `/grupos/${FICHA}/instructores`;
  const body = { id_instructor: INSTRUCTOR };
  const first = await api.request("POST", path, { body, as: SUPERADMIN });
  assert.deepEqual([first.status, first.body], [201, { cod_ficha: FICHA, ...body }]);
  assert.equal(first.headers.get("Location"), `${path}/${INSTRUCTOR}`);
  assert.deepEqual(await idsOf(api, FICHA), [INSTRUCTOR]);
  const again = await api.request("POST", path, { body });
  assert.deepEqual([again.status, again.body.detail], [
    409,
    `El instructor ${INSTRUCTOR} ya está asignado al grupo ${FICHA}`,
  ]);
  const { body: trail } = await api.request("GET", "/auditoria?tabla=grupo_instructor");
  assert.deepEqual([trail.total_items, trail.items[0].cod_centro, trail.items[0].accion], [
    1,
    CENTRO,
    "asignar",
  ]);
});

Deno.test("only an active instructor of the centre of the grupo may teach it", async () => {
  await using api = await prepareGrupos();
  const none = (id: number) =>
    `No existe el instructor ${id} en el centro ${CENTRO}, que es el del grupo; revise id_instructor`;
  const cases: [as: number, id_instructor: number, detail: string][] = [
    [ADMIN, FOREIGN_INSTRUCTOR, none(FOREIGN_INSTRUCTOR)],
    [SUPERADMIN, FOREIGN_INSTRUCTOR, none(FOREIGN_INSTRUCTOR)],
    [ADMIN, 99, none(99)],
    [ADMIN, PEER, none(PEER)],
    [ADMIN, INACTIVE, `El instructor ${INACTIVE} está inactivo; actívelo antes de asignarlo`],
  ];
  for (const [as, id_instructor, detail] of cases) {
    const body = { id_instructor };
    for (
      const [method, path, sent] of [
        ["POST", `/grupos/${MORNING}/instructores`, body],
        ["PUT", `/grupos/${MORNING}/instructores/${COLLEAGUE}`, body],
        ["POST", "/grupo-instructor/", { ...body, cod_ficha: MORNING }],
        ["PUT", `/grupo-instructor/${MORNING}/${COLLEAGUE}`, { ...body, cod_ficha: MORNING }],
      ] as const
    ) {
      const answer = await api.request(method, path, { as, body: sent });
      assert.deepEqual([answer.status, answer.body.detail], [409, detail], `${method} ${path}`);
    }
  }
  assert.deepEqual(await idsOf(api, MORNING), [COLLEAGUE, INSTRUCTOR]);
});

Deno.test("PUT /grupos/{cod_ficha}/instructores/{id} puts another in his place", async () => {
  await using api = await prepareGrupos();
  const path = `/grupos/${EVENING}/instructores/${COLLEAGUE}`;
  const body = { id_instructor: INSTRUCTOR };
  const done = await api.request("PUT", path, { body });
  assert.deepEqual([done.status, done.body], [200, { cod_ficha: EVENING, ...body }]);
  assert.deepEqual(await idsOf(api, EVENING), [INSTRUCTOR]);
  const gone = await api.request("PUT", path, { body });
  assert.deepEqual([gone.status, gone.body.detail], [404, "Asignación no encontrada"]);
  const taken = { id_instructor: COLLEAGUE };
  const both = await api.request("PUT", `/grupos/${MORNING}/instructores/${INSTRUCTOR}`, {
    body: taken,
  });
  assert.equal(both.status, 409);
  assert.deepEqual(await trailOf(api.db), [`cambiar grupo_instructor ${EVENING}/${COLLEAGUE}`]);
});

Deno.test("DELETE /grupos/{cod_ficha}/instructores/{id} takes him away once", async () => {
  await using api = await prepareGrupos();
  const path = `/grupos/${MORNING}/instructores/${COLLEAGUE}`;
  const roles = [INSTRUCTOR, FOREIGN_ADMIN, ADMIN, ADMIN];
  assert.deepEqual(await statusesByRole(api, roles, ["DELETE", path]), [403, 404, 204, 404]);
  assert.deepEqual(await idsOf(api, MORNING), [INSTRUCTOR]);
  assert.deepEqual(await trailOf(api.db), [`desasignar grupo_instructor ${MORNING}/${COLLEAGUE}`]);
});

Deno.test("assigning: roles, and a grupo out of reach is one that does not exist", async () => {
  await using api = await prepareGrupos();
  const path = `/grupos/${FICHA}/instructores`;
  const body = { id_instructor: COLLEAGUE };
  const roles = [INSTRUCTOR, FOREIGN_ADMIN, ADMIN];
  assert.deepEqual(await statusesByRole(api, roles, ["POST", path, body]), [403, 404, 201]);
  for (const cod_ficha of [FOREIGN_FICHA, 99]) {
    const answer = await api.request("POST", "/grupo-instructor", { body: { ...body, cod_ficha } });
    assert.deepEqual([answer.status, answer.body.detail], [404, "Grupo no encontrado"]);
  }
  const moved = { cod_ficha: FOREIGN_FICHA, id_instructor: COLLEAGUE };
  const exchange = await api.request("PUT", `/grupo-instructor/${MORNING}/${COLLEAGUE}`, {
    body: moved,
  });
  assert.deepEqual([exchange.status, exchange.body.detail], [404, "Grupo no encontrado"]);
  const wrong = await api.request("POST", path, { body: { id_instructor: "x" } });
  assert.deepEqual([wrong.status, wrong.body.errors[0].campo], [422, "id_instructor"]);
});

Deno.test("an instructor sees his colleagues without their documents and telephones", async () => {
  await using api = await prepareGrupos();
  const colleague = {
    cod_ficha: MORNING,
    id_instructor: COLLEAGUE,
    nombre_completo: "Carlos Ríos",
    correo: emailOf(COLLEAGUE),
    identificacion: String(1088000000 + COLLEAGUE),
    telefono: "3001112233",
    tipo_contrato: "CONTRATISTA",
    nombre_rol: "instructor",
  };
  const seenBy = async (as: number) =>
    (await api.request("GET", `/grupos/${MORNING}/instructores`, { as })).body;
  assert.deepEqual((await seenBy(ADMIN))[0], colleague);
  const [his, own] = await seenBy(INSTRUCTOR);
  assert.deepEqual(his, { ...colleague, identificacion: "", telefono: "" });
  assert.deepEqual([own.id_instructor, own.identificacion], [INSTRUCTOR, "1088000003"]);
});
