import assert from "node:assert/strict";
import {
  ADMIN,
  COLLEAGUE,
  emailOf,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  SUPERADMIN,
} from "../support.ts";
import { FICHA, FREE, OTHER_PROGRAMA, PROGRAMA, statusesByRole } from "../resources/catalogue.ts";
import { EVENING, fichasOf, MORNING, prepareGrupos } from "../resources/grupos/example.ts";

Deno.test("the screen Grupos assigns and removes an instructor as its client does", async () => {
  await using api = await prepareGrupos();
  const list = async () => (await api.request("GET", `/grupo-instructor/grupo/${EVENING}`)).body;
  const carlos = {
    cod_ficha: EVENING,
    id_instructor: COLLEAGUE,
    nombre_completo: "Carlos Ríos",
    correo: emailOf(COLLEAGUE),
    identificacion: "1088000007",
    telefono: "3001112233",
    tipo_contrato: "CONTRATISTA",
    nombre_rol: "instructor",
  };
  assert.deepEqual(await list(), [carlos]);
  const { body: instructores } = await api.request("GET", "/users/instructores");
  const { id_usuario } = instructores.find((it: { nombre_completo: string }) =>
    it.nombre_completo.toLowerCase().includes("inés")
  );
  const body = { cod_ficha: EVENING, id_instructor: id_usuario };
  const assigned = await api.request("POST", "/grupo-instructor/", { body });
  assert.deepEqual([assigned.status, assigned.body], [201, body]);
  assert.deepEqual((await list()).map((it: { correo: string }) => it.correo), [
    emailOf(COLLEAGUE),
    emailOf(INSTRUCTOR),
  ]);
  const twice = await api.request("POST", "/grupo-instructor/", { body });
  assert.equal(twice.status, 409);
  const path = `/grupo-instructor/${EVENING}/${id_usuario}`;
  assert.equal((await api.request("DELETE", path)).status, 204);
  assert.deepEqual(await list(), [carlos]);
  const gone = await api.request("DELETE", path);
  assert.deepEqual([gone.status, gone.body.detail], [404, "Asignación no encontrada"]);
});

Deno.test("Mis grupos and the calendar need one call for the grupos of an instructor", async () => {
  await using api = await prepareGrupos();
  const path = `/grupo-instructor/instructor/${COLLEAGUE}`;
  const body = { id_instructor: COLLEAGUE };
  await api.request("POST", `/grupos/${FICHA}/instructores`, { body });
  const { body: grupos } = await api.request("GET", path, { as: COLLEAGUE });
  // The latest first; without a date last. Nothing that the client calls toLowerCase() on is null.
  assert.deepEqual(fichasOf(grupos), [MORNING, EVENING, FICHA]);
  assert.deepEqual(grupos[1], {
    cod_ficha: EVENING,
    id_instructor: COLLEAGUE,
    estado_grupo: "En ejecucion",
    jornada: "NOCTURNA",
    fecha_inicio: "2025-07-14",
    fecha_fin: "2027-10-01",
    etapa: "PRACTICA",
    nombre_programa: "ANÁLISIS DE MUESTRAS QUÍMICAS",
    nombre_centro: "CENTRO ATENCION SECTOR AGROPECUARIO",
    cod_centro: 9121,
    cod_programa: OTHER_PROGRAMA,
    la_version: 102,
    nombre_nivel: "Tecnologo",
    modalidad: "VIRTUAL",
    responsable: "CARLOS 100% MUÑOZ",
    nombre_municipio: null,
    hora_inicio: "18:00:00",
    hora_fin: "22:00:00",
    id_ambiente: null,
    nombre_ambiente: null,
  });
  assert.deepEqual([grupos[2].estado_grupo, grupos[2].etapa, grupos[2].jornada], ["", "", null]);
  // The client of today still asks for each ficha, and may.
  for (const { cod_ficha } of grupos) {
    const detail = await api.request("GET", `/grupos/${cod_ficha}`, { as: COLLEAGUE });
    assert.equal(detail.status, 200);
  }
  const [morning] = grupos;
  assert.deepEqual([morning.cod_programa, morning.id_ambiente], [PROGRAMA, FREE]);
});

Deno.test("GET /grupo-instructor/*: an instructor's own, an admin's centre, else an empty list", async () => {
  await using api = await prepareGrupos();
  const of = (id: number) => `/grupo-instructor/instructor/${id}`;
  const cases: [as: number, path: string, count: number][] = [
    [INSTRUCTOR, of(INSTRUCTOR), 1],
    [INSTRUCTOR, of(COLLEAGUE), 0],
    [ADMIN, of(COLLEAGUE), 2],
    [SUPERADMIN, of(COLLEAGUE), 2],
    [FOREIGN_ADMIN, of(COLLEAGUE), 0],
    [SUPERADMIN, of(FOREIGN_INSTRUCTOR), 0],
    [SUPERADMIN, of(99), 0],
    [INSTRUCTOR, `/grupo-instructor/grupo/${MORNING}`, 2],
    [INSTRUCTOR, `/grupo-instructor/grupo/${EVENING}`, 0],
    [FOREIGN_ADMIN, `/grupo-instructor/grupo/${MORNING}`, 0],
    [SUPERADMIN, "/grupo-instructor/grupo/99", 0],
  ];
  for (const [as, path, count] of cases) {
    const { status, body } = await api.request("GET", path, { as });
    assert.deepEqual([status, body.length], [200, count], `${path} as ${as}`);
  }
});

Deno.test("PUT /grupo-instructor/{cod_ficha}/{id} echoes the new pair; an unknown one is 404", async () => {
  await using api = await prepareGrupos();
  const path = `/grupo-instructor/${EVENING}/${COLLEAGUE}`;
  const body = { cod_ficha: FICHA, id_instructor: INSTRUCTOR };
  const roles = [INSTRUCTOR, FOREIGN_ADMIN];
  assert.deepEqual(await statusesByRole(api, roles, ["PUT", path, body]), [403, 404]);
  const done = await api.request("PUT", path, { body });
  assert.deepEqual([done.status, done.body], [200, body]);
  const again = await api.request("PUT", path, { body });
  assert.deepEqual([again.status, again.body.detail], [404, "Asignación no encontrada"]);
  const { body: grupos } = await api.request("GET", `/grupo-instructor/instructor/${INSTRUCTOR}`);
  assert.deepEqual(fichasOf(grupos), [MORNING, FICHA]);
});
