import type { Db } from "@/db/db.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { holidaysBetween } from "@/time/holidays.ts";
import { closedDays } from "./queries.ts";
import type { DiaNoLaborable, VentanaFestivos } from "./schemas.ts";

/**
 * The days without training besides Sundays: those of the law and those of one centre, by date and
 * each once. Of a centre that the caller does not see, only those of the law.
 */
export async function listDays(
  db: Db,
  user: UsuarioSesion,
  { desde, hasta, cod_centro = user.cod_centro }: {
    desde: string;
    hasta: string;
    cod_centro?: number | undefined;
  },
): Promise<DiaNoLaborable[]> {
  const own = canUseCentre(user, cod_centro)
    ? await closedDays(db, cod_centro, desde, hasta)
    : new Map<string, string>();
  return mergeDays(holidaysBetween(desde, hasta), own);
}

/** Date -> name of every day without training at a centre, besides Sundays; the rules ask for it. */
export async function nonWorkingDays(
  db: Db,
  cod_centro: number,
  { desde, hasta }: { desde: string; hasta: string },
): Promise<Map<string, string>> {
  const own = await closedDays(db, cod_centro, desde, hasta);
  return new Map(
    mergeDays(holidaysBetween(desde, hasta), own).map(({ fecha, nombre }) => [fecha, nombre]),
  );
}

/** A day that is both keeps the origin of the law and says both names. */
export function mergeDays(
  law: ReadonlyMap<string, string>,
  centre: ReadonlyMap<string, string>,
): DiaNoLaborable[] {
  const dates = [...new Set([...law.keys(), ...centre.keys()])].sort();
  return dates.map((fecha) => ({
    fecha,
    nombre: [law.get(fecha), centre.get(fecha)].filter(Boolean).join(" / "),
    origen: law.has(fecha) ? "ley" : "centro",
  }));
}

/** The first and the last day that a caller asks for: of his year, where he says no day. */
export function windowOf({ anio, desde, hasta }: VentanaFestivos, currentYear: number) {
  const year = (day: string | undefined) => day?.slice(0, 4);
  return {
    desde: desde ?? `${anio ?? year(hasta) ?? currentYear}-01-01`,
    hasta: hasta ?? `${anio ?? year(desde) ?? currentYear}-12-31`,
  };
}
