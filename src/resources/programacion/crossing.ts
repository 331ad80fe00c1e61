import type { Db } from "@/db/db.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { listForCentro } from "@/resources/limites_horas/queries.ts";
import { get as getUsuario } from "@/resources/users/queries.ts";
import type { Usuario } from "@/resources/users/schemas.ts";
import { judgeOne, refuseRequest } from "./book.ts";
import { prepare, wordsOf } from "./booking.ts";
import { loadKnown } from "./context/catalogue.ts";
import { loadOthers } from "./context/sessions.ts";
import { changed } from "./proposal.ts";
import { get } from "./queries.ts";
import { refuseFields } from "./refusal.ts";
import { findClashes } from "./rules/clashes.ts";
import { findExcess } from "./rules/excess.ts";
import { refusedSession } from "./rules/permissions.ts";
import { clashReason, type Reason, reason } from "./rules/reasons.ts";
import { closedReasons, timeErrors } from "./rules/validity.ts";
import type { ValidacionCruce } from "./schemas.ts";

type Slot = Pick<ValidacionCruce, "fecha_programada" | "hora_inicio" | "hora_fin">;

/** The words of the older server, for what it knew itself. */
const CLASH = "El instructor ya tiene una programación que se cruza en este horario";
const NONE = "No hay conflictos de horario";
/** A new session has no ficha, competencia or resultado yet. */
const UNKNOWN = { cod_ficha: 0, cod_competencia: 0, cod_resultado: 0, id_ambiente: null };

/**
 * Whether saving would be refused, as far as the question of the older clients lets know: of a new
 * session the instructor and the day, of one that is changed everything.
 */
export async function findCrossing(
  db: Db,
  user: UsuarioSesion,
  { id_instructor, id_programacion_actual, ...slot }: ValidacionCruce,
): Promise<{ conflicto: boolean; mensaje: string }> {
  refuseRequest(user, { id_instructor });
  const persona = await getUsuario(db, user, id_instructor);
  if (!persona) {
    const detail = `No existe el instructor ${id_instructor}; revise id_instructor`;
    throw new ApiError("no-encontrado", detail);
  }
  refuseFields(timeErrors(slot));
  const found = id_programacion_actual
    ? await againstChange(db, user, id_programacion_actual, { id_instructor, ...slot })
    : await againstNew(db, user, persona, slot);
  if (found.length === 0) return { conflicto: false, mensaje: NONE };
  return { conflicto: true, mensaje: isKnownClash(found) ? CLASH : wordsOf(found) };
}

/** Only sessions of the same instructor are in the way, for their ficha and their room too. */
function isKnownClash(found: readonly Reason[]): boolean {
  const own = new Set(
    found.flatMap(({ tipo, con }) => tipo === "instructor" ? con?.id_programacion ?? [] : []),
  );
  return found.every(({ con }) => con !== null && own.has(con.id_programacion));
}

async function againstChange(
  db: Db,
  user: UsuarioSesion,
  id: number,
  cambios: Slot & { id_instructor: number },
): Promise<Reason[]> {
  const sesion = await get(db, user, id);
  if (!sesion) return [unchangeable(`La programación ${id} ya no existe; recargue el calendario`)];
  const refused = refusedSession(user, sesion);
  if (refused) return [unchangeable(refused)];
  try {
    const prepared = await prepare(db, user, [changed(sesion, cambios)]);
    return (await judgeOne(db, prepared, {})).conflictos;
  } catch (error) {
    // Cancelled, or in a ficha that the instructor is not assigned to any more.
    if (error instanceof ApiError && error.code !== "datos-invalidos") {
      return [unchangeable(error.message)];
    }
    throw error;
  }
}

async function againstNew(
  db: Db,
  user: UsuarioSesion,
  persona: Usuario,
  slot: Slot,
): Promise<Reason[]> {
  const { cod_centro, id_usuario: id_instructor } = persona;
  const { fecha_programada: desde } = slot;
  const proposals = [{ ...UNKNOWN, ...slot, id_instructor }];
  const cerrados = await nonWorkingDays(db, cod_centro, { desde, hasta: desde });
  const limites = await listForCentro(db, cod_centro);
  const known = await loadKnown(db, user, proposals);
  const others = await loadOthers(db, proposals, { limites });
  const [clashes = []] = findClashes(proposals, others.sesiones);
  const [excess = []] = findExcess(proposals, { ...known, ...others, limites });
  return [
    ...closedReasons(desde, cerrados),
    ...unfit(persona),
    ...clashes.map(({ tipo, con }) => clashReason(tipo, con)),
    ...excess.filter(({ efecto }) => efecto === "bloqueo").map(({ motivo }) => motivo),
  ];
}

function unfit({ nombre_completo, estado, id_rol }: Usuario): Reason[] {
  const problems = [
    ...(estado ? [] : ["está inactivo"]),
    ...(id_rol === INSTRUCTOR ? [] : ["no tiene el rol de instructor"]),
  ];
  return problems.map((problem) =>
    reason("instructor_no_valido", `${nombre_completo} ${problem}; elija otro instructor.`)
  );
}

function unchangeable(mensaje: string): Reason {
  return reason("ficha_cerrada", mensaje);
}
