import assert from "node:assert/strict";
import { codeOfResultado, COMPETENCIAS, PROGRAMAS } from "@/demo/curriculum.ts";
import { fichasOn } from "@/demo/groups.ts";
import { COORDINADORA, INSTRUCTORES } from "@/demo/people.ts";
import { AMBIENTES } from "@/demo/rooms.ts";

const TODAY = "2026-07-06";
const FICHAS = fichasOn(TODAY);

function unique(values: unknown[]): number {
  return new Set(values).size;
}

Deno.test("nobody and nothing of the demonstration is there twice", () => {
  const people = [...INSTRUCTORES, COORDINADORA];
  assert.equal(people.length, 26);
  assert.equal(unique(people.map(({ correo }) => correo)), 26);
  assert.equal(unique(people.map(({ identificacion }) => identificacion)), 26);
  assert.equal(unique(people.map(({ nombre_completo }) => nombre_completo)), 26);
  assert.equal(unique(AMBIENTES.map(({ nombre_ambiente }) => nombre_ambiente)), 30);
  assert.equal(unique(FICHAS.map(({ cod_ficha }) => cod_ficha)), 40);
  const codes = COMPETENCIAS.flatMap(({ cod_competencia, resultados }) =>
    resultados.map((_, i) => codeOfResultado(cod_competencia, i))
  );
  assert.equal(unique(codes), 34);
});

Deno.test("every programme of the demonstration has known competencias, and each of them RA", () => {
  const known = new Set(COMPETENCIAS.map(({ cod_competencia }) => cod_competencia));
  for (const { nombre, competencias } of PROGRAMAS) {
    assert(competencias.length >= 4, nombre);
    assert(competencias.every((code) => known.has(code)), nombre);
  }
  assert.deepEqual(COMPETENCIAS.filter(({ resultados }) => resultados.length === 0), []);
});

Deno.test("the counters of every ficha agree", () => {
  for (const { cod_ficha, datos, estado_grupo } of FICHAS) {
    const { num_total_aprendices: total, cupo_total } = datos;
    const byGender = datos.num_aprendices_masculinos + datos.num_aprendices_femenino +
      datos.num_aprendices_no_binario;
    const byState = datos.en_transito + datos.induccion + datos.formacion + datos.condicionado +
      datos.aplazado + datos.retiro_voluntario + datos.cancelado + datos.cancelamiento_vit_comp +
      datos.desercion_vit_comp + datos.por_certificar + datos.certificados + datos.traslados +
      datos.otro;
    assert.deepEqual([byGender, byState], [total, total], String(cod_ficha));
    assert(total <= cupo_total && total >= 20, String(cod_ficha));
    assert(datos.num_total_aprendices_activos <= total, String(cod_ficha));
    for (const [name, value] of Object.entries(datos)) assert(value >= 0, `${cod_ficha} ${name}`);
    if (estado_grupo !== "En ejecucion") assert.equal(datos.formacion, 0, String(cod_ficha));
  }
});

Deno.test("the fichas stand where their dates say, on any day", () => {
  for (const today of [TODAY, "2026-12-31", "2027-01-01", "2028-02-29"]) {
    const fichas = fichasOn(today);
    const running = fichas.filter(({ estado_grupo }) => estado_grupo === "En ejecucion");
    assert(running.length >= 24 && running.length <= 34, `${today}: ${running.length}`);
    for (const ficha of fichas) {
      assert(ficha.fecha_inicio < ficha.fecha_fin && ficha.hora_inicio < ficha.hora_fin);
      assert(ficha.fecha_inicio <= today, `${today} ${ficha.cod_ficha}`);
      const runs = ficha.fecha_fin >= today;
      if (ficha.estado_grupo === "En ejecucion") assert(runs, `${today} ${ficha.cod_ficha}`);
      assert.equal(ficha.modalidad === "VIRTUAL", ficha.ambiente === null);
      assert(ficha.instructores.every((i) => INSTRUCTORES[i]?.estado));
      assert(ficha.ambiente === null || AMBIENTES[ficha.ambiente]?.estado);
    }
  }
  assert.deepEqual(fichasOn(TODAY), FICHAS);
});

Deno.test("the fichas of the demonstration are of every kind that the screens filter by", () => {
  const kinds = (read: (ficha: typeof FICHAS[number]) => string) => unique(FICHAS.map(read));
  assert.equal(kinds((ficha) => ficha.nombre_nivel), 3);
  assert.equal(kinds((ficha) => ficha.modalidad), 3);
  assert.equal(kinds((ficha) => ficha.jornada), 3);
  assert.equal(kinds((ficha) => ficha.etapa), 2);
  assert.equal(kinds((ficha) => ficha.nombre_municipio), 7);
  assert.equal(kinds((ficha) => ficha.estado_grupo), 5);
});
