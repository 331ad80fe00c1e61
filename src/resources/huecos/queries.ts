import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, where } from "@/db/sql.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { ApiError } from "@/http/text/problem.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { type Ficha, getFicha } from "@/resources/grupos/ficha.ts";
import { listStored, occupying } from "@/resources/programacion/context/occupancy.ts";
import { refuseFields } from "@/resources/programacion/refusal.ts";
import { roomFor } from "@/resources/programacion/rules/place.ts";
import { timeErrors } from "@/resources/programacion/rules/validity.ts";
import { commonGaps } from "@/time/gaps.ts";
import type { Slot } from "@/time/times.ts";
import type { PreguntaHuecos } from "./schemas.ts";

const Centre = z.object({ cod_centro: z.int() });

/** The times at which the ficha, the instructor and the ambiente asked for are all free. */
export async function listGaps(
  db: Db,
  user: UsuarioSesion,
  pregunta: PreguntaHuecos,
): Promise<Slot[]> {
  const { desde, hasta, cod_ficha, id_instructor, minutos } = pregunta;
  refuseFields(timeErrors(pregunta));
  const ficha = cod_ficha ? await getFicha(db, user, cod_ficha) : undefined;
  const id_ambiente = roomFor(pregunta.id_ambiente, ficha);
  const centres = [
    ficha?.cod_centro,
    id_instructor && await centreOfInstructor(db, user, id_instructor),
    pregunta.id_ambiente && await centreOfRoom(db, user, pregunta.id_ambiente),
  ];
  const cod_centro = centres.find((found) => found) ?? user.cod_centro;
  const window = insideFicha({ desde, hasta }, ficha);
  if (window.desde > window.hasta) return [];
  const busy = await listStored(db, [
    occupying({
      fichas: cod_ficha ? [cod_ficha] : [],
      instructores: id_instructor ? [id_instructor] : [],
      ambientes: id_ambiente ? [id_ambiente] : [],
    }, window),
  ]);
  const cerrados = await nonWorkingDays(db, cod_centro, window);
  return commonGaps([busy], { ...pregunta, ...window, minutos_minimos: minutos, cerrados });
}

/** Outside its own dates a ficha has nothing, and so no time that it shares with anybody. */
function insideFicha(window: { desde: string; hasta: string }, ficha: Ficha | undefined) {
  const { fecha_inicio, fecha_fin } = ficha ?? {};
  return {
    desde: fecha_inicio && fecha_inicio > window.desde ? fecha_inicio : window.desde,
    hasta: fecha_fin && fecha_fin < window.hasta ? fecha_fin : window.hasta,
  };
}

async function centreOfInstructor(db: Db, user: UsuarioSesion, id: number): Promise<number> {
  const own = user.id_rol === INSTRUCTOR ? [sql`id_usuario = ${user.id_usuario}`] : [];
  const [row] = await db.rows(sql`
    SELECT cod_centro FROM usuario ${
    where([
      sql`id_usuario = ${id}`,
      sql`id_rol = ${INSTRUCTOR}`,
      ...inScope(user, sql`cod_centro`),
      ...own,
    ])
  }`);
  if (!row) {
    throw new ApiError("no-encontrado", `No existe el instructor ${id}; revise id_instructor`);
  }
  return Centre.parse(row).cod_centro;
}

async function centreOfRoom(db: Db, user: UsuarioSesion, id: number): Promise<number> {
  const matching = where([sql`id_ambiente = ${id}`, ...inScope(user, sql`cod_centro`)]);
  const [row] = await db.rows(sql`SELECT cod_centro FROM ambiente_formacion ${matching}`);
  if (!row) throw new ApiError("no-encontrado", `No existe el ambiente ${id}; revise id_ambiente`);
  return Centre.parse(row).cod_centro;
}
