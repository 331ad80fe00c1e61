import type { Resumen } from "@/resources/importaciones/reports/read_import.ts";
import type { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";

// What there is to say of a file as a whole before it is confirmed.

/** What a missing column means where it means more than that its data stay as they were. */
const CONSEQUENCES: Record<string, string> = {
  "Tipo de Documento": "los aprendices se distinguen solo por el número",
  "Número de Documento": "no se ve si un aprendiz está repetido",
  "Estado": "se cuentan también los aprendices que ya no están",
};

/** Which columns the file does not have, and what that means. */
export function missingNotes({ ausentes }: Pick<Resumen, "ausentes">): string[] {
  const plain = ausentes.filter((column) => !(column in CONSEQUENCES));
  const others = ausentes.filter((column) => column in CONSEQUENCES);
  const many = plain.length > 1 ? "le faltan las columnas" : "le falta la columna";
  return [
    ...plain.length > 0
      ? [`Al archivo ${many} ${plain.join(", ")}: esos datos quedan como estaban`]
      : [],
    ...others.map((column) => `Al archivo le falta la columna ${column}: ${CONSEQUENCES[column]}`),
  ];
}

/** How many judgements are on learners who have left, if there are any. */
export function leftNotes(lectura: Resumen): string[] {
  if (lectura.tipo !== "juicios") return [];
  const left = lectura.juicios.conteos.reduce((sum, { retirados }) => sum + retirados, 0);
  if (left === 0) return [];
  const which = left === 1 ? "Un juicio es" : `${left} juicios son`;
  return [`${which} de aprendices que ya no están: se cuentan aparte`];
}

/** @param nueva the day of the newest data that are there */
export function olderNotes(fecha: string | null, nueva: string | null): string[] {
  if (nueva === null || (fecha !== null && fecha >= nueva)) return [];
  if (fecha === null) {
    return [`El reporte no dice de qué fecha es, y ya hay datos de uno del ${nueva}`];
  }
  return [
    `El reporte es del ${fecha} y ya hay datos más nuevos, de uno del ${nueva}: confirmarlo los ` +
    "haría volver atrás. Si es lo que quiere, confirme con confirmar_anterior=true",
  ];
}

/** Which sessions to come an import leaves invalid, if any: the first of them by name. */
export function affectedNotes({ total, primeras }: Afectadas): string[] {
  if (total === 0) return [];
  const what = total === 1
    ? "Una sesión por venir deja de ser válida"
    : `${total} sesiones por venir dejan de ser válidas`;
  const some = primeras.map(({ cod_ficha, fecha_programada, hora_inicio }) =>
    `ficha ${cod_ficha} el ${fecha_programada} a las ${hora_inicio.slice(0, 5)}`
  ).join(", ");
  const first = total > primeras.length ? `las primeras: ${some}` : some;
  return [`${what} (${first}): mírelas en /programacion/afectadas`];
}
