import type { Actor } from "@/http/actor.ts";
import { confirm } from "./acts.ts";
import type { ParteComparada } from "./compare.ts";
import type { Importing } from "./imports.ts";
import { type Leido, preview, type Subido } from "./preview.ts";
import type { Resultado } from "./schemas.ts";
import type { Tabla } from "./tables.ts";

// What the older server did with a file: no preview, and an answer with what became of it.

/**
 * Previews and confirms in one go.
 * @throws ApiError 422 when the file cannot be read, 409 when somebody changed the same meanwhile
 */
export async function importAtOnce(
  importing: Importing,
  actor: Actor,
  subido: Subido,
): Promise<Leido> {
  const { id, ...leido } = await preview(importing, subido);
  await confirm(importing, actor, id);
  return leido;
}

export function pe04Result(leido: Leido): typeof Resultado.pe04._output {
  return {
    mensaje: summaryOf(leido, "PE-04", "fichas"),
    regionales_procesadas: partsOf(leido, "regional").length,
    centros_procesados: partsOf(leido, "centro").length,
    programas_procesados: partsOf(leido, "programa").length,
    grupos_procesados: partsOf(leido, "grupo").length,
    datos_grupo_procesados: partsOf(leido, "aprendices").length,
    errores: errorsOf(leido),
  };
}

export function df14Result(leido: Leido): typeof Resultado.df14._output {
  const updated = (tabla: Tabla) =>
    partsOf(leido, tabla).filter(({ clase }) => clase !== "igual").length;
  return {
    mensaje: summaryOf(leido, "DF-14A", "fichas"),
    programas_actualizados: updated("horas_programa"),
    datos_grupo_actualizados: updated("estados"),
    errores: errorsOf(leido),
  };
}

export function juiciosResult(leido: Leido): typeof Resultado.juicios._output {
  const { lectura } = leido;
  const juicios = lectura.tipo === "juicios" ? lectura.juicios : undefined;
  const counted = new Set(partsOf(leido, "juicios").map(({ key }) => key[1]));
  const registros = (juicios?.conteos ?? []).filter((it) => counted.has(it.cod_resultado))
    .reduce((sum, it) => sum + it.aprobados + it.no_aprobados + it.por_evaluar, 0);
  return {
    mensaje: summaryOf(leido, "Juicios evaluativos", "resultados"),
    ficha_caracterizacion: juicios?.ficha.cod_ficha ?? null,
    competencias_procesadas: partsOf(leido, "competencia").length,
    resultados_procesados: partsOf(leido, "resultado").length,
    registros_evaluaciones: registros,
    errores: errorsOf(leido),
  };
}

function partsOf({ filas }: Leido, tabla: Tabla): ParteComparada[] {
  return filas.flatMap((fila) =>
    "partes" in fila ? fila.partes.filter((parte) => parte.tabla === tabla) : []
  );
}

function summaryOf({ filas }: Leido, report: string, what: string): string {
  const count = (clase: string) => filas.filter((fila) => fila.clase === clase).length;
  return `${report} importado: ${count("nueva")} ${what} con datos nuevos, ` +
    `${count("cambiada")} con cambios, ${count("igual")} sin cambios; ` +
    `${count("rechazada")} filas rechazadas`;
}

/** As many as fit into the box in which the client shows them. */
const SHOWN = 100;

function errorsOf({ filas }: Leido): string[] {
  const rejected = filas.filter((fila) => fila.clase === "rechazada");
  const texts = rejected.slice(0, SHOWN)
    .map(({ fila, motivo }) => fila ? `Fila ${fila}: ${motivo}` : motivo);
  if (rejected.length <= SHOWN) return texts;
  return [...texts, `Y ${rejected.length - SHOWN} más, en la lista de importaciones`];
}
