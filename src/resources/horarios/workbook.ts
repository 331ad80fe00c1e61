import { type CellObject, utils, write } from "@e965/xlsx";
import { inWords, shortTime } from "./labels.ts";
import type { Timetable } from "./queries.ts";

type Cell = string | number | null;

const WIDTHS = [12, 11, 8, 8, 7, 44, 44, 10, 34, 28, 20, 12, 30];
const HEADINGS = [
  ...["Fecha", "Día", "Inicio", "Fin", "Horas", "Competencia", "Resultado", "Ficha", "Programa"],
  ...["Instructor", "Ambiente", "Estado", "Motivo"],
];

/**
 * The sessions of a week as an .xlsx, one row for each, with a filter on every column. Every text is
 * a text cell: a spreadsheet runs none of them as a formula.
 */
export function toWorkbook(semana: string, { sesiones }: Pick<Timetable, "sesiones">): ArrayBuffer {
  const rows = sesiones.map((sesion): Cell[] => [
    sesion.fecha_programada,
    inWords(sesion.fecha_programada, "weekday"),
    shortTime(sesion.hora_inicio),
    shortTime(sesion.hora_fin),
    sesion.horas_programadas,
    sesion.nombre_competencia,
    sesion.nombre_resultado,
    sesion.cod_ficha,
    sesion.nombre_programa,
    sesion.nombre_instructor,
    sesion.nombre_ambiente,
    sesion.estado,
    sesion.motivo,
  ]);
  const ref = utils.encode_range({ c: 0, r: 0 }, { c: HEADINGS.length - 1, r: rows.length });
  const sheet = {
    "!data": [HEADINGS, ...rows].map((row) => row.map(toCell)),
    "!ref": ref,
    "!autofilter": { ref },
    "!cols": WIDTHS.map((wch) => ({ wch })),
  };
  return write(utils.book_new(sheet, semana), { type: "array", bookType: "xlsx" });
}

function toCell(cell: Cell): CellObject {
  if (cell === null) return { t: "z" };
  return typeof cell === "number" ? { t: "n", v: cell } : { t: "s", v: cell };
}
