import { addDays, datesBetween, isSunday, mondayOnOrAfter } from "./dates.ts";

export type Festivo = { festivo: string; nombre: string };

/** The years a caller may ask for. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2100;

/** Ley 51 de 1983 moved holidays to Monday from this year on. */
const MOVED_SINCE = 1984;
/** Ley 2578 de 2026 added the day of the Virgin of Chiquinquirá. */
const CHIQUINQUIRA_SINCE = 2026;

type Rule = { on: `${number}-${number}` | number; nombre: string; moves: boolean; since?: number };

// `on` is month and day, or days counted from Easter Sunday.
const RULES: Rule[] = [
  { on: "01-01", nombre: "Año Nuevo", moves: false },
  { on: "01-06", nombre: "Día de los Reyes Magos", moves: true },
  { on: "03-19", nombre: "Día de San José", moves: true },
  { on: -3, nombre: "Jueves Santo", moves: false },
  { on: -2, nombre: "Viernes Santo", moves: false },
  { on: "05-01", nombre: "Día del Trabajo", moves: false },
  { on: 39, nombre: "Ascensión del Señor", moves: true },
  { on: 60, nombre: "Corpus Christi", moves: true },
  { on: 68, nombre: "Sagrado Corazón de Jesús", moves: true },
  { on: "06-29", nombre: "San Pedro y San Pablo", moves: true },
  { on: "07-09", nombre: "Virgen de Chiquinquirá", moves: true, since: CHIQUINQUIRA_SINCE },
  { on: "07-20", nombre: "Día de la Independencia", moves: false },
  { on: "08-07", nombre: "Batalla de Boyacá", moves: false },
  { on: "08-15", nombre: "Asunción de la Virgen", moves: true },
  { on: "10-12", nombre: "Día de la Diversidad Étnica y Cultural", moves: true },
  { on: "11-01", nombre: "Todos los Santos", moves: true },
  { on: "11-11", nombre: "Independencia de Cartagena", moves: true },
  { on: "12-08", nombre: "Inmaculada Concepción", moves: false },
  { on: "12-25", nombre: "Navidad", moves: false },
];

/**
 * The holidays of a Colombian year in order, one per date: two that coincide share a name
 * ("A / B"). Before 1984 the same celebrations stand on their own dates, unmoved.
 */
export function lawHolidays(anio: number): Festivo[] {
  const byDate = new Map<string, string>();
  for (const rule of RULES) {
    if (anio < (rule.since ?? FIRST_YEAR)) continue;
    const festivo = dateOf(rule, anio);
    const other = byDate.get(festivo);
    byDate.set(festivo, other === undefined ? rule.nombre : `${other} / ${rule.nombre}`);
  }
  return [...byDate].map(([festivo, nombre]) => ({ festivo, nombre }))
    .sort((a, b) => a.festivo.localeCompare(b.festivo));
}

/** Date -> name of every holiday of the window, both ends included. */
export function holidaysBetween(desde: string, hasta: string): Map<string, string> {
  const found = new Map<string, string>();
  for (let anio = Number(desde.slice(0, 4)); anio <= Number(hasta.slice(0, 4)); anio++) {
    for (const { festivo, nombre } of lawHolidays(anio)) {
      if (festivo >= desde && festivo <= hasta) found.set(festivo, nombre);
    }
  }
  return found;
}

export function sundays(anio: number): string[] {
  return [...datesBetween(`${anio}-01-01`, `${anio}-12-31`)].filter(isSunday);
}

/** Gregorian Easter by the anonymous (Meeus/Jones/Butcher) computation. */
export function easterSunday(anio: number): string {
  const a = anio % 19;
  const b = Math.floor(anio / 100);
  const c = anio % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) +
    15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - c % 4) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const month = String(Math.floor(f / 31)).padStart(2, "0");
  return `${anio}-${month}-${String(f % 31 + 1).padStart(2, "0")}`;
}

function dateOf({ on, moves }: Rule, anio: number): string {
  const own = typeof on === "number" ? addDays(easterSunday(anio), on) : `${anio}-${on}`;
  return moves && anio >= MOVED_SINCE ? mondayOnOrAfter(own) : own;
}
