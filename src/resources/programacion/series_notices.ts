import type { Aviso } from "@/resources/notificaciones/queries.ts";
import type { Facts } from "./facts.ts";
import type { Proposal } from "./overlap.ts";
import { sumOf } from "./times.ts";
import { readableHours } from "./words.ts";

const MAX_NAMES = 3, MAX_NAME = 100;

/** One notice for all the sessions of a series; they are of one instructor and one ficha. */
export function newSeriesNotice(
  proposals: readonly Proposal[],
  { competencias }: Pick<Facts, "competencias">,
): Aviso {
  const [first] = proposals;
  if (!first) throw new Error("A series without sessions tells nobody anything");
  const codes = [...new Set(proposals.map(({ cod_competencia }) => cod_competencia))];
  const names = codes.slice(0, MAX_NAMES)
    .map((code) => competencias.get(code)?.nombre.slice(0, MAX_NAME) ?? String(code));
  const more = codes.length > MAX_NAMES ? ` y ${codes.length - MAX_NAMES} más` : "";
  const what = codes.length > 1 ? "las competencias" : "la competencia";
  const mensaje = `Has sido asignado a la ficha ${first.cod_ficha} en ${what} ` +
    `${names.join(", ")}${more}: ${amountOf(proposals)}.`;
  return { id_usuario: first.id_instructor, mensaje };
}

/** "16 sesiones (48 h), del 2026-07-14 al 2026-09-03". */
export function amountOf(sessions: readonly Proposal[]): string {
  const dates = sessions.map(({ fecha_programada }) => fecha_programada).sort();
  const count = sessions.length === 1 ? "1 sesión" : `${sessions.length} sesiones`;
  return `${count} (${readableHours(sumOf(sessions))}), del ${dates.at(0)} al ${dates.at(-1)}`;
}

type Session = Proposal & { estado: "programada" | "cancelada" };

/** One notice for each instructor whose sessions an act on a series touches. */
export function seriesChangeNotices(
  rewrites: readonly { before: Session; after: Session }[],
  created: readonly Session[] = [],
): Aviso[] {
  const lost = rewrites.filter(({ before, after }) =>
    before.estado === "programada" &&
    (after.estado === "cancelada" || before.id_instructor !== after.id_instructor)
  ).map(({ before }) => before);
  const gained = [
    ...rewrites.filter(({ before, after }) =>
      after.estado === "programada" &&
      (before.estado === "cancelada" || before.id_instructor !== after.id_instructor)
    ).map(({ after }) => after),
    ...created,
  ];
  const kept = rewrites.filter(({ before, after }) =>
    before.estado === after.estado && before.id_instructor === after.id_instructor
  ).map(({ after }) => after);
  const everybody = [...new Set([...lost, ...gained, ...kept].map((one) => one.id_instructor))];
  return everybody.map((id_usuario) => {
    const own = (sessions: readonly Session[]) =>
      sessions.filter(({ id_instructor }) => id_instructor === id_usuario);
    const parts = [
      told("cambiaron", own(kept)),
      told("ahora orienta", own(gained)),
      told("ya no orienta", own(lost)),
    ].filter(Boolean);
    const [first] = [...own(kept), ...own(gained), ...own(lost)];
    return {
      id_usuario,
      mensaje: `Cambió una serie de la ficha ${first?.cod_ficha}: ${parts.join("; ")}.`,
    };
  });
}

function told(what: string, sessions: readonly Session[]): string {
  return sessions.length === 0 ? "" : `${what} ${amountOf(sessions)}`;
}
