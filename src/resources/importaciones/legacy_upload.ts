import type { Actor } from "@/http/actor.ts";
import { confirm } from "./acts.ts";
import type { Importing } from "./imports.ts";
import { nameOfResultado } from "./plans/juicios_plan.ts";
import { affectedNotes, leftNotes, missingNotes, olderNotes } from "./plans/notes.ts";
import type { Tabla } from "./plans/tables.ts";
import { type Leido, preview, type Subido } from "./preview.ts";
import type { Juicios } from "./reports/juicios.ts";
import type { Resultado } from "./schemas.ts";

// What the older server did with a file: no preview, and an answer with what became of it.

/**
 * Previews and confirms in one go; where newer data are there, only previews.
 * @throws ApiError 422 when the file cannot be read, 409 when somebody changed the same meanwhile
 */
export async function importAtOnce(
  importing: Importing,
  actor: Actor,
  subido: Subido,
): Promise<Leido> {
  const { id, ...leido } = await preview(importing, subido);
  if (leido.anterior_a) return { ...leido, conteos: nothingWritten(leido.conteos) };
  await confirm(importing, actor, id);
  return leido;
}

/** The client asks no questions: what it shows is that nothing was done, and why. */
function nothingWritten({ filas: { rechazadas } }: Leido["conteos"]): Leido["conteos"] {
  const filas = { nuevas: 0, cambiadas: 0, iguales: 0, desaparecidas: 0, rechazadas };
  return { filas, tablas: {} };
}

export function pe04Result(leido: Leido): typeof Resultado.pe04._output {
  return {
    mensaje: summaryOf(leido, "PE-04", "fichas"),
    regionales_procesadas: takenOf(leido, "regional"),
    centros_procesados: takenOf(leido, "centro"),
    programas_procesados: takenOf(leido, "programa"),
    grupos_procesados: takenOf(leido, "grupo"),
    datos_grupo_procesados: takenOf(leido, "aprendices"),
    errores: errorsOf(leido),
  };
}

export function df14Result(leido: Leido): typeof Resultado.df14._output {
  return {
    mensaje: summaryOf(leido, "DF-14A", "fichas"),
    programas_actualizados: writtenOf(leido, "horas_programa"),
    datos_grupo_actualizados: writtenOf(leido, "estados"),
    errores: errorsOf(leido),
  };
}

export function juiciosResult(leido: Leido): typeof Resultado.juicios._output {
  const juicios = leido.lectura.tipo === "juicios" ? leido.lectura.juicios : undefined;
  return {
    mensaje: summaryOf(leido, "Juicios evaluativos", "resultados"),
    ficha_caracterizacion: juicios?.ficha.cod_ficha ?? null,
    competencias_procesadas: takenOf(leido, "competencia"),
    resultados_procesados: takenOf(leido, "resultado"),
    registros_evaluaciones: takenOf(leido, "juicios") ? judgementsOf(leido, juicios) : 0,
    errores: errorsOf(leido),
  };
}

/** How many judgements there are on the resultados that were not rejected. */
function judgementsOf({ rechazadas }: Leido, juicios: Juicios | undefined): number {
  const rejected = new Set(rechazadas.map(({ nombre }) => nombre));
  return (juicios?.conteos ?? [])
    .filter(({ cod_resultado }) => !rejected.has(nameOfResultado(cod_resultado)))
    .reduce((sum, it) => sum + it.aprobados + it.no_aprobados + it.por_evaluar, 0);
}

function takenOf({ conteos }: Pick<Leido, "conteos">, tabla: Tabla): number {
  return writtenOf({ conteos }, tabla) + (conteos.tablas[tabla]?.iguales ?? 0);
}

function writtenOf({ conteos }: Pick<Leido, "conteos">, tabla: Tabla): number {
  const { nuevas = 0, cambiadas = 0 } = conteos.tablas[tabla] ?? {};
  return nuevas + cambiadas;
}

function summaryOf(leido: Leido, report: string, what: string): string {
  const { conteos: { filas }, anterior_a, lectura } = leido;
  if (anterior_a) return `${report} sin importar: ya hay datos más nuevos, del ${anterior_a}`;
  const left = leftNotes(lectura).map((note) => `; ${note}`).join("");
  return `${report} importado: ${filas.nuevas} ${what} con datos nuevos, ` +
    `${filas.cambiadas} con cambios, ${filas.iguales} sin cambios; ` +
    `${filas.rechazadas} filas rechazadas${left}`;
}

/** As many as fit into the box in which the client shows them. */
const SHOWN = 100;

/** What holds of the whole file comes first. */
function errorsOf({ lectura, rechazadas, anterior_a, afectadas }: Leido): string[] {
  const whole = [
    ...missingNotes(lectura),
    ...olderNotes(lectura.fecha_reporte, anterior_a),
    ...anterior_a ? [] : affectedNotes(afectadas),
  ];
  const texts = rechazadas.slice(0, SHOWN)
    .map(({ fila, motivo }) => fila ? `Fila ${fila}: ${motivo}` : motivo);
  if (rechazadas.length <= SHOWN) return [...whole, ...texts];
  return [...whole, ...texts, `Y ${rechazadas.length - SHOWN} más, en la lista de importaciones`];
}
