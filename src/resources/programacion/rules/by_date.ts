export type Dated = { id_programacion: number; fecha_programada: string; hora_inicio: string };

/** Like `BY_DATE` of the queries, for what was read in several parts. */
export function byDate(a: Dated, b: Dated): number {
  return compare(a.fecha_programada, b.fecha_programada) ||
    compare(a.hora_inicio, b.hora_inicio) || a.id_programacion - b.id_programacion;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
