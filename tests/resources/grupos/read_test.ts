import assert from "node:assert/strict";
import { ADMIN, CENTRO, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { COMPETENCIA, FICHA, FREE, PROGRAMA, SECOND_COMPETENCIA } from "../catalogue.ts";
import { EVENING, FOREIGN_FICHA, MORNING, prepareGrupos } from "./example.ts";

Deno.test("GET /grupos/{cod_ficha} gives a grupo with the names of its programme and ambiente", async () => {
  await using api = await prepareGrupos();
  const { status, body, headers } = await api.request("GET", `/grupos/${MORNING}`);
  assert.deepEqual([status, body], [200, {
    cod_ficha: MORNING,
    cod_centro: CENTRO,
    cod_programa: PROGRAMA,
    la_version: 2,
    estado_grupo: "EN EJECUCIÓN",
    nombre_nivel: "TECNÓLOGO",
    jornada: "DIURNA",
    fecha_inicio: "2026-02-02",
    fecha_fin: "2028-05-01",
    etapa: "LECTIVA",
    modalidad: "PRESENCIAL",
    responsable: "ANA RUIZ",
    nombre_empresa: null,
    nombre_municipio: "BELÉN DE UMBRÍA",
    nombre_programa_especial: null,
    hora_inicio: "07:00:00",
    hora_fin: "13:00:00",
    id_ambiente: FREE,
    nombre_programa: "ANÁLISIS Y DESARROLLO DE SOFTWARE",
    nombre_ambiente: "LABORATORIO",
  }]);
  const headers304 = { "If-None-Match": headers.get("ETag") ?? "" };
  const again = await api.request("GET", `/grupos/${MORNING}`, { headers: headers304 });
  assert.equal(again.status, 304);
});

Deno.test("GET /grupos/{cod_ficha} is 404 in the same words for a foreign, an unassigned and no grupo", async () => {
  await using api = await prepareGrupos();
  const cases: [as: number, cod_ficha: number, status: number][] = [
    [SUPERADMIN, FOREIGN_FICHA, 200],
    [INSTRUCTOR, MORNING, 200],
    [COLLEAGUE, EVENING, 200],
    [INSTRUCTOR, EVENING, 404],
    [INSTRUCTOR, FICHA, 404],
    [ADMIN, FOREIGN_FICHA, 404],
    [FOREIGN_ADMIN, MORNING, 404],
    [SUPERADMIN, 99, 404],
  ];
  for (const [as, cod_ficha, expected] of cases) {
    for (const rest of ["", "/datos", "/competencias", "/instructores"]) {
      const path = `/grupos/${cod_ficha}${rest}`;
      const { status, body } = await api.request("GET", path, { as });
      assert.equal(status, expected, `${path} as ${as}`);
      if (status === 404) assert.equal(body.detail, "Grupo no encontrado");
    }
  }
  const wrong = await api.request("GET", "/grupos/29A");
  assert.deepEqual([wrong.status, wrong.body.errors[0].campo], [422, "cod_ficha"]);
});

Deno.test("GET /grupos/{cod_ficha}/competencias gives those of the exact version", async () => {
  await using api = await prepareGrupos();
  const codes = async (cod_ficha: number) => {
    const { body } = await api.request("GET", `/grupos/${cod_ficha}/competencias`);
    return body.map(({ cod_competencia }: { cod_competencia: number }) => cod_competencia);
  };
  assert.deepEqual(await codes(MORNING), [COMPETENCIA, SECOND_COMPETENCIA]);
  assert.deepEqual(await codes(FICHA), [COMPETENCIA]);
  assert.deepEqual(await codes(EVENING), []);
});
