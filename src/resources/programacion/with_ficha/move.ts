import type { Db } from "@/db/db.ts";
import type { Actor } from "@/http/actor.ts";
import { SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { type Aviso, create as notify } from "@/resources/notificaciones/queries.ts";
import { type Claim, lockAgendas } from "@/resources/programacion/agenda.ts";
import { loadKnown } from "@/resources/programacion/context/catalogue.ts";
import { listStored, occupying } from "@/resources/programacion/context/occupancy.ts";
import type { Proposal } from "@/resources/programacion/rules/clashes.ts";
import type { FichaFacts } from "@/resources/programacion/rules/facts.ts";
import type { Permisos } from "@/resources/programacion/rules/permisos.ts";
import { grantedBy } from "@/resources/programacion/rules/permissions.ts";
import { roomFor } from "@/resources/programacion/rules/place.ts";
import type { Reason, Tipo } from "@/resources/programacion/rules/reasons.ts";
import { checkSessions, settle } from "@/resources/programacion/rules/verdict.ts";
import { amountOf } from "@/resources/programacion/series/notices.ts";
import { type FichaChange, type FichaSession, listFollowing, writeRoom } from "./queries.ts";

/** What following their ficha comes to for its sessions. */
export type Moved = {
  movidas: number;
  conflictos: Reason[];
  avisos: Reason[];
  /** Those that share a room afterwards, the others in it too. */
  cruzadas: number[];
};

/** Of what stands against a session, only what its room says: the rest stood against it before. */
const OF_THE_ROOM: readonly Tipo[] = ["ambiente", "ambiente_no_valido", "capacidad"];

/** Takes the agendas of a ficha and of the room in which it will be, in the order of `claimsOf()`. */
export function holdFicha(
  tx: Db,
  { cod_ficha, id_ambiente }: Pick<FichaFacts, "cod_ficha" | "id_ambiente">,
): Promise<void> {
  const room: Claim[] = id_ambiente === null ? [] : [{ tipo: "ambiente", id: id_ambiente }];
  return lockAgendas(tx, [...room, { tipo: "ficha", id: cod_ficha }]);
}

/**
 * Moves the sessions that go with their ficha, judged as bookings of that room. The agendas must be
 * held: see `holdFicha()`. What it answers in `conflictos` is written all the same: whoever calls
 * refuses it, or undoes everything.
 */
export async function moveWithFicha(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  { permisos, ...change }: FichaChange & { permisos: Permisos },
): Promise<Moved> {
  const sesiones = await listFollowing(tx, change, actor.now);
  const { after } = change;
  const id_ambiente = roomFor(undefined, after);
  if (sesiones.length === 0) return { movidas: 0, conflictos: [], avisos: [], cruzadas: [] };
  const { nombre, verdicts } = await judgeIn(tx, user, sesiones, id_ambiente);
  await writeRoom(tx, actor, sesiones.map(({ id_programacion }) => id_programacion), id_ambiente);
  await notify(tx, actor, noticesOf(sesiones, nombre));
  await record(tx, actor, {
    ...{ accion: "mover", tabla: "programacion", registro: `ficha ${after.cod_ficha}` },
    despues: {
      ...{ cod_centro: after.cod_centro, cod_ficha: after.cod_ficha, id_ambiente },
      ...{ sesiones: sesiones.length, ...grantedBy(permisos) },
    },
  });
  const settled = verdicts.map((verdict) =>
    settle(verdict, { forzar: permisos.forzar !== undefined, permitir_no_laborable: false })
  );
  const against = verdicts.map(({ conflictos }) => conflictos);
  return {
    movidas: sesiones.length,
    conflictos: settled.flatMap(({ conflictos }) => conflictos),
    avisos: distinct(settled.flatMap(({ avisos }) => avisos)),
    cruzadas: sesiones.flatMap(({ id_programacion }, i) => {
      const others = (against[i] ?? []).flatMap(({ con }) => con?.id_programacion ?? []);
      return against[i]?.length ? [id_programacion, ...others] : [];
    }),
  };
}

async function judgeIn(
  tx: Db,
  user: UsuarioSesion,
  sesiones: readonly FichaSession[],
  id_ambiente: number | null,
) {
  const proposals: Proposal[] = sesiones.map((sesion) => ({ ...sesion, id_ambiente }));
  if (id_ambiente === null) {
    const free = proposals.map(() => ({ conflictos: [], avisos: [] }));
    return { nombre: undefined, verdicts: free };
  }
  // The caller sees the ficha, and so all that its sessions name.
  const known = await loadKnown(tx, { ...user, id_rol: SUPERADMIN }, proposals);
  const fechas = [...new Set(proposals.map(({ fecha_programada }) => fecha_programada))];
  const there = occupying({ ambientes: [id_ambiente] }, { fechas });
  const stored = await listStored(tx, [there], tx.locking);
  const others = { sesiones: stored, otrosDias: [], programados: new Map(), dictan: new Map() };
  const verdicts = checkSessions(proposals, { ...known, ...others, limites: [] })
    .map(({ conflictos, avisos }) => ({
      conflictos: conflictos.filter(({ tipo }) => OF_THE_ROOM.includes(tipo)),
      avisos: avisos.filter(({ tipo }) => OF_THE_ROOM.includes(tipo)),
    }));
  return { nombre: known.ambientes.get(id_ambiente)?.nombre_ambiente, verdicts };
}

/** One for each instructor, whatever the number of his sessions. */
function noticesOf(sesiones: readonly FichaSession[], nombre: string | undefined): Aviso[] {
  const where = nombre === undefined ? "quedan sin ambiente" : `pasan a ${nombre}`;
  const byInstructor = Map.groupBy(sesiones, ({ id_instructor }) => id_instructor);
  return [...byInstructor].map(([id_usuario, own]) => ({
    id_usuario,
    tipo: "ficha",
    titulo: "Cambio de ambiente",
    mensaje: `Cambió el ambiente de la ficha ${own[0]?.cod_ficha}: ${amountOf(own)}, ${where}.`,
  }));
}

/** A room that is too small says so once, and not for each session. */
function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((one) => [one.mensaje, one])).values()];
}
