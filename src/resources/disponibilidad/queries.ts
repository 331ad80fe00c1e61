import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { chunksOf, giveWay } from "@/db/turns.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { ApiError } from "@/http/text/problem.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { type Ficha, getFicha } from "@/resources/grupos/ficha.ts";
import { listCargas } from "@/resources/instructores/queries.ts";
import { listStored, occupying } from "@/resources/programacion/context/occupancy.ts";
import { readerFor } from "@/resources/programacion/context/reader.ts";
import { refuseFields } from "@/resources/programacion/refusal.ts";
import { closedReasons, dateReasons, timeErrors } from "@/resources/programacion/rules/validity.ts";
import { periodKey } from "@/time/periods.ts";
import { minutesOf, type Slot } from "@/time/times.ts";
import { type Candidate, clashesOf, rank } from "./ranking.ts";
import type { Disponibilidad, PreguntaDisponibilidad } from "./schemas.ts";

const Room = z.object({
  id_ambiente: z.int(),
  nombre_ambiente: z.string(),
  num_max_aprendices: z.int(),
});

/** Dates whose sessions are read at a stretch. */
const DATES_AT_ONCE = 4;

/** Who or what of a centre is free at the times asked for: the same statements for any number. */
export async function findAvailable(
  db: Db,
  user: UsuarioSesion,
  pregunta: PreguntaDisponibilidad,
): Promise<Disponibilidad> {
  const { de, fechas, hora_inicio, hora_fin } = pregunta;
  refuseFields(timeErrors(pregunta));
  const ficha = pregunta.cod_ficha ? await getFicha(db, user, pregunta.cod_ficha) : undefined;
  const cod_centro = ficha?.cod_centro ?? pregunta.cod_centro ?? user.cod_centro;
  if (!canUseCentre(user, cod_centro)) throw unknownCentro(cod_centro);
  const slots = fechas.map((fecha_programada) => ({ fecha_programada, hora_inicio, hora_fin }));
  const candidates = de === "instructores"
    ? await listInstructores(db, user, { cod_centro, ficha, slots })
    : await listRooms(db, cod_centro, ficha);
  const ids = candidates.map(({ id }) => id);
  const occupied = { fichas: ficha ? [ficha.cod_ficha] : [], [de]: ids };
  const stored: Stored = [];
  for (const some of chunksOf(fechas, DATES_AT_ONCE)) {
    await giveWay();
    stored.push(
      ...await listStored(db, [
        occupying(occupied, { fechas: some }),
        sql`p.hora_inicio < ${hora_fin}`,
        sql`p.hora_fin > ${hora_inicio}`,
      ]),
    );
  }
  const tipo = de === "instructores" ? "instructor" : "ambiente";
  return {
    avisos: await noticesOf(db, { cod_centro, ficha, slots, stored }),
    ...await rank(tipo, candidates, slots, stored, await readerFor(db, user)),
  };
}

type Asked = { cod_centro: number; ficha: Ficha | undefined; slots: readonly Slot[] };

/** The active instructores of the centre; an instructor gets himself alone. */
async function listInstructores(
  db: Db,
  user: UsuarioSesion,
  { cod_centro, ficha, slots }: Asked,
): Promise<Candidate[]> {
  const wanted = new Map<string, number>();
  for (const slot of slots) {
    const week = periodKey("semana", slot.fecha_programada);
    wanted.set(week, (wanted.get(week) ?? 0) + minutesOf(slot) / 60);
  }
  const cargas = await listCargas(db, cod_centro, { ...windowOf(slots), por: "semana" });
  const assigned = await db.rows(sql`
    SELECT id_instructor FROM grupo_instructor WHERE cod_ficha = ${ficha?.cod_ficha ?? null}`);
  const ids = new Set(assigned.map((row) => z.int().parse(row.id_instructor)));
  return cargas
    .filter(({ id_instructor }) => user.id_rol !== INSTRUCTOR || id_instructor === user.id_usuario)
    .map(({ id_instructor, nombre_instructor, periodos }) => {
      const weeks = periodos.filter(({ clave }) => wanted.has(clave));
      const left = weeks.flatMap(({ horas_restantes }) => horas_restantes ?? []);
      return {
        id: id_instructor,
        nombre: nombre_instructor,
        asignado: ids.has(id_instructor),
        horas_restantes: left.length ? Math.min(...left) : null,
        alcanzan_horas: weeks.every(({ clave, horas_restantes }) =>
          (horas_restantes ?? Infinity) >= (wanted.get(clave) ?? 0)
        ),
        cupo: null,
        cabe: null,
      };
    });
}

async function listRooms(
  db: Db,
  cod_centro: number,
  ficha: Ficha | undefined,
): Promise<Candidate[]> {
  const rows = await db.rows(sql`
    SELECT id_ambiente, nombre_ambiente, num_max_aprendices FROM ambiente_formacion
    WHERE cod_centro = ${cod_centro} AND estado = ${true}`);
  const learners = ficha?.num_total_aprendices_activos ?? undefined;
  return z.array(Room).parse(rows).map((room) => ({
    id: room.id_ambiente,
    nombre: room.nombre_ambiente,
    asignado: room.id_ambiente === ficha?.id_ambiente,
    horas_restantes: null,
    alcanzan_horas: null,
    cupo: room.num_max_aprendices,
    cabe: learners === undefined ? null : learners <= room.num_max_aprendices,
  }));
}

type Stored = Awaited<ReturnType<typeof listStored>>;

/** What stands against those times whoever takes them. */
async function noticesOf(
  db: Db,
  { cod_centro, ficha, slots, stored }: Asked & { stored: Stored },
) {
  const cerrados = await nonWorkingDays(db, cod_centro, windowOf(slots));
  if (!ficha) return slots.flatMap((slot) => closedReasons(slot.fecha_programada, cerrados));
  const { cod_ficha } = ficha;
  const facts = { cerrados, fichas: new Map([[cod_ficha, ficha]]) };
  return [
    ...slots.flatMap((slot) => dateReasons({ ...slot, cod_ficha }, facts)),
    ...clashesOf("ficha", [cod_ficha], slots, stored).flat(),
  ];
}

function windowOf(slots: readonly Slot[]): { desde: string; hasta: string } {
  const dates = slots.map(({ fecha_programada }) => fecha_programada);
  return { desde: dates[0] ?? "", hasta: dates.at(-1) ?? "" };
}

function unknownCentro(cod_centro: number): ApiError {
  return new ApiError("no-encontrado", `No existe el centro ${cod_centro}; revise cod_centro`);
}
