import { overlaps } from "@/resources/programacion/rules/clashes.ts";
import { byStart, minutesOf, type Slot, toMinutes, toTime } from "@/time/times.ts";

/** Rows and columns count from 0; a block fills `filas` rows and `columnas` columns of its day. */
export type Block<S extends Slot> = {
  sesion: S;
  fila: number;
  filas: number;
  columna: number;
  columnas: number;
};

export type Day<S extends Slot> = { fecha: string; columnas: number; bloques: Block<S>[] };

export type Week<S extends Slot> = {
  /** From when to when each row lasts: every hour, cut where a session starts or ends. */
  filas: { hora_inicio: string; hora_fin: string }[];
  dias: Day<S>[];
};

/**
 * A timetable without overlapping blocks, whatever the data: sessions at the same time share their
 * day's columns. One day per date given, in that order; sessions of other dates are left out, and
 * so are those without length.
 */
export function layoutWeek<S extends Slot>(
  dates: readonly string[],
  sessions: readonly S[],
): Week<S> {
  const shown = sessions.filter((session) =>
    dates.includes(session.fecha_programada) && minutesOf(session) > 0
  );
  const lines = linesOf(shown);
  return {
    filas: lines.slice(0, -1).map((start, row) => ({
      hora_inicio: toTime(start),
      hora_fin: toTime(lines[row + 1] ?? start),
    })),
    dias: dates.map((fecha) =>
      layoutDay(fecha, shown.filter(({ fecha_programada }) => fecha_programada === fecha), lines)
    ),
  };
}

/** The minutes at which a row begins or the last one ends; none without sessions. */
function linesOf(sessions: readonly Slot[]): number[] {
  const times = sessions.flatMap(({ hora_inicio, hora_fin }) => [
    toMinutes(hora_inicio),
    toMinutes(hora_fin),
  ]);
  if (times.length === 0) return [];
  const first = Math.floor(Math.min(...times) / 60);
  const last = Math.ceil(Math.max(...times) / 60);
  const hours = Array.from({ length: last - first + 1 }, (_, hour) => (first + hour) * 60);
  return [...new Set([...hours, ...times])].toSorted((a, b) => a - b);
}

function layoutDay<S extends Slot>(fecha: string, sessions: S[], lines: number[]): Day<S> {
  const columns: S[][] = [];
  const placed = sessions.toSorted((a, b) => byStart(a, b) || minutesOf(b) - minutesOf(a))
    .map((sesion) => {
      const isFree = (column: S[]) => !column.some((other) => overlaps(sesion, other));
      const free = columns.findIndex(isFree);
      const columna = free === -1 ? columns.push([]) - 1 : free;
      columns[columna]?.push(sesion);
      return { sesion, columna };
    });
  const bloques = placed.map(({ sesion, columna }) => {
    const fila = lines.indexOf(toMinutes(sesion.hora_inicio));
    const filas = lines.indexOf(toMinutes(sesion.hora_fin)) - fila;
    return { sesion, fila, filas, columna, columnas: widthOf(sesion, columna, columns) };
  });
  return { fecha, columnas: Math.max(1, columns.length), bloques };
}

/** Up to the next column in which somebody else is at that time. */
function widthOf<S extends Slot>(sesion: S, columna: number, columns: S[][]): number {
  const right = columns.slice(columna + 1);
  const taken = right.findIndex((column) => column.some((other) => overlaps(sesion, other)));
  return 1 + (taken === -1 ? right.length : taken);
}
