import type { Proposal, Requested } from "@/resources/programacion/rules/clashes.ts";
import type { CambiosSerie } from "@/resources/programacion/series/schemas/cambios.ts";
import type { SeriesSession } from "@/resources/programacion/series/schemas/sesion.ts";
import { addDays, dayOfWeek } from "@/time/dates.ts";
import { minutesOf } from "@/time/times.ts";
import { expandSeries, type SeriesPlan } from "./expand.ts";
import type { Tema } from "./patterns.ts";

/** What becomes of one session: no `before` is a new one, no `after` one that is cancelled. */
export type Edit = { before: SeriesSession | null; after: Requested | null };

/** The sessions that a change is about, and those among them that stay as they are. */
export function scopeOf(
  sesiones: readonly SeriesSession[],
  { alcance, id_programacion, desde = "" }: CambiosSerie,
  now: string,
): { open: SeriesSession[]; kept: SeriesSession[] } {
  const meant = sesiones.filter((sesion) =>
    alcance === "una"
      ? sesion.id_programacion === id_programacion
      : sesion.fecha_programada >= (alcance === "desde" ? desde : "")
  );
  const isOpen = ({ estado, fecha_programada, hora_inicio }: SeriesSession) =>
    estado === "programada" && `${fecha_programada} ${hora_inicio}` > now;
  return { open: meant.filter(isOpen), kept: meant.filter((sesion) => !isOpen(sesion)) };
}

/** Another instructor, room or hours, each session on its own date; unchanged ones are left out. */
export function editInPlace(open: readonly SeriesSession[], cambios: CambiosSerie): Edit[] {
  return open.map((before) => ({ before, after: withWho(proposalOf(before), cambios, true) }))
    .filter(({ before, after }) => isDifferent(before, after));
}

type Calendar = Pick<SeriesPlan, "ficha" | "cerrados" | "permitir_no_laborable">;

/**
 * The same hours of each tema, in the same order, on other days. Sessions keep their numbers in the
 * order of time; those that are too many are cancelled, those that lack are new.
 */
export function editDays(
  open: readonly SeriesSession[],
  cambios: CambiosSerie,
  calendar: Calendar,
  now: string,
): { edits: Edit[]; horas_pendientes: number } {
  const [first] = open;
  if (!first || !cambios.patrones) return { edits: [], horas_pendientes: 0 };
  const temas = temasOf(open);
  const { sesiones, horas_pendientes } = expandSeries({
    ...calendar,
    patrones: cambios.patrones,
    temas,
    desde: startOf(first, cambios, now),
    hasta: null,
    horas_objetivo: temas.reduce((total, { horas }) => total + (horas ?? 0), 0),
    festivos: "saltar",
  });
  const planned = sesiones.map((sesion, i) => {
    const before = open[i] ?? null;
    const after = withWho({ ...proposalOf(before ?? first), ...sesion }, cambios, false);
    if (!before) delete after.id_programacion;
    return { before, after };
  }).filter(({ before, after }) => !before || isDifferent(before, after));
  const surplus = open.slice(sesiones.length).map((before) => ({ before, after: null }));
  return { edits: [...planned, ...surplus], horas_pendientes };
}

/** What follows one another of the same resultado, with its hours. */
function temasOf(open: readonly SeriesSession[]): Tema[] {
  const temas: (Tema & { horas: number })[] = [];
  for (const { cod_competencia, cod_resultado, ...sesion } of open) {
    const horas = minutesOf(sesion) / 60;
    const last = temas.at(-1);
    if (last?.cod_resultado === cod_resultado) last.horas += horas;
    else temas.push({ cod_competencia, cod_resultado, horas });
  }
  return temas;
}

// From the day asked for; else from the week of the first session. Never before tomorrow, because
// today's hours may have passed.
function startOf(first: SeriesSession, { alcance, desde }: CambiosSerie, now: string): string {
  const monday = addDays(first.fecha_programada, 1 - dayOfWeek(first.fecha_programada));
  const wanted = alcance === "desde" && desde ? desde : monday;
  const tomorrow = addDays(now.slice(0, 10), 1);
  return wanted > tomorrow ? wanted : tomorrow;
}

function withWho(kept: Proposal, cambios: CambiosSerie, withHours: boolean): Requested {
  const { id_instructor = kept.id_instructor } = cambios;
  // Null asks for the one of the ficha.
  const id_ambiente = cambios.id_ambiente === null
    ? undefined
    : cambios.id_ambiente ?? kept.id_ambiente;
  if (!withHours) return { ...kept, id_instructor, id_ambiente };
  const { hora_inicio = kept.hora_inicio, hora_fin = kept.hora_fin } = cambios;
  return { ...kept, id_instructor, id_ambiente, hora_inicio, hora_fin };
}

export function proposalOf(sesion: SeriesSession): Proposal {
  const { id_serie: _, estado: __, motivo: ___, version: ____, ...proposal } = sesion;
  return proposal;
}

export function isDifferent(before: SeriesSession, after: Requested): boolean {
  return CHANGEABLE.some((field) => before[field] !== after[field]);
}

/** What an edit may change of a session. */
export const CHANGEABLE = [
  "id_instructor",
  "id_ambiente",
  "fecha_programada",
  "hora_inicio",
  "hora_fin",
  "cod_competencia",
  "cod_resultado",
] as const;
