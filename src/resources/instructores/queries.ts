import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope, INSTRUCTOR } from "@/http/scope.ts";
import { listForCentro } from "@/resources/limites_horas/queries.ts";
import { SECONDS } from "@/resources/programacion/stored_queries.ts";
import { loadOf } from "@/resources/programacion/hours.ts";
import { periodKey, periodOf } from "@/resources/programacion/periods.ts";
import type { CargaInstructor, VentanaCarga } from "./schemas.ts";

const Instructor = z.object({
  id_usuario: z.int(),
  nombre_completo: z.string(),
  tipo_contrato: z.string(),
  cod_centro: z.int(),
});
type Instructor = z.infer<typeof Instructor>;

const DayTotal = z.object({
  id_instructor: z.int(),
  fecha_programada: z.string(),
  segundos: z.number(),
});

/** What one instructor has per week or month; undefined when the caller sees no such instructor. */
export async function getCarga(
  db: Db,
  user: UsuarioSesion,
  id_instructor: number,
  ventana: VentanaCarga,
): Promise<CargaInstructor | undefined> {
  const own = user.id_rol === INSTRUCTOR ? [sql`id_usuario = ${user.id_usuario}`] : [];
  const [instructor] = await listInstructores(db, [
    sql`id_usuario = ${id_instructor}`,
    ...inScope(user, sql`cod_centro`),
    ...own,
  ]);
  if (!instructor) return undefined;
  const [carga] = await loadAll(db, [instructor], ventana, sql`id_instructor = ${id_instructor}`);
  return carga;
}

/** The same for every active instructor of a centre, by name: two statements whatever their number. */
export async function listCargas(db: Db, cod_centro: number, ventana: VentanaCarga) {
  const ofCentre = [sql`cod_centro = ${cod_centro}`, sql`estado = ${true}`];
  const instructores = await listInstructores(db, ofCentre);
  const ids = sql`SELECT id_usuario FROM usuario ${
    where([...ofCentre, sql`id_rol = ${INSTRUCTOR}`])
  }`;
  return await loadAll(db, instructores, ventana, sql`id_instructor IN (${ids})`);
}

async function listInstructores(db: Db, conditions: Sql[]): Promise<Instructor[]> {
  const rows = await db.rows(sql`
    SELECT id_usuario, nombre_completo, tipo_contrato, cod_centro FROM usuario
    ${where([sql`id_rol = ${INSTRUCTOR}`, ...conditions])}
    ORDER BY nombre_completo, id_usuario`);
  return z.array(Instructor).parse(rows);
}

async function loadAll(
  db: Db,
  instructores: Instructor[],
  { desde, hasta, por: unidad }: VentanaCarga,
  whose: Sql,
): Promise<CargaInstructor[]> {
  const [first] = instructores;
  if (!first) return [];
  const limites = await listForCentro(db, first.cod_centro);
  const totals = await sumByPeriod(db, whose, { unidad, desde, hasta });
  return instructores.map((instructor) => ({
    id_instructor: instructor.id_usuario,
    nombre_instructor: instructor.nombre_completo,
    tipo_contrato: instructor.tipo_contrato,
    periodos: loadOf(
      totals.get(instructor.id_usuario) ?? new Map(),
      { unidad, desde, hasta },
      instructor,
      limites,
    ),
  }));
}

type Window = { unidad: VentanaCarga["por"]; desde: string; hasta: string };

/** Instructor -> period -> minutes, for whole periods; the database adds up the days. */
async function sumByPeriod(db: Db, whose: Sql, { unidad, desde, hasta }: Window) {
  const [from, to] = [periodOf(unidad, desde).desde, periodOf(unidad, hasta).hasta];
  const rows = await db.rows(sql`
    SELECT id_instructor, fecha_programada,
      SUM(${SECONDS}) AS segundos
    FROM programacion
    WHERE ${whose} AND fecha_programada BETWEEN ${from} AND ${to} AND estado = 'programada'
    GROUP BY id_instructor, fecha_programada`);
  const totals = new Map<number, Map<string, number>>();
  for (const { id_instructor, fecha_programada, segundos } of z.array(DayTotal).parse(rows)) {
    const ofOne = totals.get(id_instructor) ?? new Map<string, number>();
    const clave = periodKey(unidad, fecha_programada);
    totals.set(id_instructor, ofOne.set(clave, (ofOne.get(clave) ?? 0) + segundos / 60));
  }
  return totals;
}
