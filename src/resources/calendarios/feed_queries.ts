import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { visibleTo } from "@/resources/programacion/queries.ts";
import { listOccupying, type SesionFechada } from "@/resources/programacion/ventana/queries.ts";
import { addDays } from "@/time/dates.ts";
import type { CalendarFound } from "./queries.ts";
import { occupantsOf } from "./subject.ts";

const DAYS_BACK = 60, DAYS_AHEAD = 365;

/** All that a calendar says; `dias` are date and name of each day without training, by date. */
export type Feed = {
  nombre: string;
  cod_centro: number;
  sesiones: SesionFechada[];
  dias: [fecha: string, nombre: string][];
};

/**
 * From 60 days ago to a year ahead, what the owner sees of it. A cancelled session stays for 60 days
 * after it was cancelled, so that every subscriber learns of it; one that was removed is simply no
 * longer there.
 */
export async function readFeed(db: Db, calendar: CalendarFound, today: string): Promise<Feed> {
  const { nombre, cod_centro } = calendar, days = feedWindow(today);
  const shown = shownIn(calendar, days);
  const sesiones = await listOccupying(db, occupantsOf(calendar), days, shown);
  const dias = [...await nonWorkingDays(db, cod_centro, days)];
  return { nombre, cod_centro, sesiones, dias };
}

type Days = { desde: string; hasta: string };

export function feedWindow(today: string): Days {
  return { desde: addDays(today, -DAYS_BACK), hasta: addDays(today, DAYS_AHEAD) };
}

/** Which sessions `p` of ficha `g` a calendar shows. */
export function shownIn({ owner }: Pick<CalendarFound, "owner">, { desde }: Days): Sql[] {
  return [
    sql`(p.estado = 'programada'
      OR COALESCE(p.modificada_en, p.creada_en, p.fecha_programada) >= ${desde})`,
    ...visibleTo(owner),
  ];
}
