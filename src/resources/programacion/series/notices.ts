import type { Aviso } from "@/resources/notificaciones/queries.ts";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import { readableHours, shortTime } from "@/time/spanish.ts";
import { sumOf } from "@/time/times.ts";

const MAX_NAMES = 3, MAX_NAME = 100;

/** One notice for all the sessions of a series; they are of one instructor and one ficha. */
export function newSeriesNotice(
  proposals: readonly Proposal[],
  { competencias }: Pick<BookingContext, "competencias">,
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
  return {
    id_usuario: first.id_instructor,
    tipo: "programacion",
    titulo: "Nueva serie de sesiones",
    mensaje,
  };
}

/** "16 sesiones (48 h), del 2026-07-14 al 2026-09-03". */
export function amountOf(sessions: readonly Proposal[]): string {
  const dates = sessions.map(({ fecha_programada }) => fecha_programada).sort();
  const count = sessions.length === 1 ? "1 sesión" : `${sessions.length} sesiones`;
  return `${count} (${readableHours(sumOf(sessions))}), del ${dates.at(0)} al ${dates.at(-1)}`;
}

type Session = Proposal & { estado: "programada" | "cancelada" };
type Rewrite = { before: Session; after: Session };
type Rooms = Pick<BookingContext, "ambientes">;

/**
 * One notice for each instructor whose sessions an act on a series touches.
 * @param known the ambientes that the sessions have afterwards
 */
export function seriesChangeNotices(
  rewrites: readonly Rewrite[],
  known: Rooms,
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
  );
  const changed = kept.map(({ after }) => after);
  const everybody = [...new Set([...lost, ...gained, ...changed].map((one) => one.id_instructor))];
  return everybody.map((id_usuario) => {
    const own = <S extends Pick<Session, "id_instructor">>(sessions: readonly S[]) =>
      sessions.filter(({ id_instructor }) => id_instructor === id_usuario);
    const ownKept = kept.filter(({ after }) => after.id_instructor === id_usuario);
    const parts = [
      told("cambiaron", own(changed), changesOf(ownKept, known)),
      told("ahora orienta", own(gained)),
      told("ya no orienta", own(lost)),
    ].filter(Boolean);
    const [first] = [...own(changed), ...own(gained), ...own(lost)];
    return {
      id_usuario,
      tipo: "programacion",
      titulo: "Serie cambiada",
      mensaje: `Cambió una serie de la ficha ${first?.cod_ficha}: ${parts.join("; ")}.`,
    };
  });
}

function told(what: string, sessions: readonly Session[], changes = ""): string {
  return sessions.length === 0 ? "" : `${what} ${amountOf(sessions)}${changes}`;
}

type Shown = {
  name: string;
  fields: (keyof Proposal)[];
  /** Where it is said to what they changed. */
  value?: (sesion: Session, known: Rooms) => string;
};

const SHOWN: Shown[] = [
  {
    name: "fecha",
    fields: ["fecha_programada"],
    value: ({ fecha_programada }) => fecha_programada,
  },
  {
    name: "hora",
    fields: ["hora_inicio", "hora_fin"],
    value: (sesion) => `${shortTime(sesion.hora_inicio)} a ${shortTime(sesion.hora_fin)}`,
  },
  {
    name: "ambiente",
    fields: ["id_ambiente"],
    value: ({ id_ambiente }, { ambientes }) =>
      ambientes.get(id_ambiente ?? 0)?.nombre_ambiente ?? "ninguno",
  },
  { name: "competencia", fields: ["cod_competencia"] },
  { name: "resultado", fields: ["cod_resultado"] },
];

/** " (fecha; hora: 14:00 a 16:00)": what is new, and its value where it is new and one for all. */
function changesOf(rewrites: readonly Rewrite[], known: Rooms): string {
  const changes = SHOWN.flatMap(({ name, fields, value }) => {
    const moved = rewrites.filter(({ before, after }) =>
      fields.some((field) => before[field] !== after[field])
    );
    if (moved.length === 0) return [];
    const [only, ...others] = new Set(value && moved.map(({ after }) => value(after, known)));
    const isOne = only !== undefined && others.length === 0 && moved.length === rewrites.length;
    return isOne ? `${name}: ${only}` : name;
  });
  return changes.length === 0 ? "" : ` (${changes.join("; ")})`;
}
