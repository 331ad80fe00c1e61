import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql, where } from "@/db/sql.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { listForCentro } from "@/resources/limites_horas/queries.ts";
import { loader } from "@/resources/programacion/rules/load.ts";
import { SECONDS } from "@/resources/programacion/upcoming/seconds.ts";
import { periodKey, periodOf } from "@/time/periods.ts";
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
  const [carga] = await loadAll(db, [instructor], ventana);
  return carga;
}

/** The same for every active instructor of a centre, by name: the same statements for any number. */
export async function listCargas(db: Db, cod_centro: number, ventana: VentanaCarga) {
  const ofCentre = [sql`cod_centro = ${cod_centro}`, sql`estado = ${true}`];
  return await loadAll(db, await listInstructores(db, ofCentre), ventana);
}

async function listInstructores(db: Db, conditions: Sql[]): Promise<Instructor[]> {
  const rows = await db.rows(sql`
    SELECT id_usuario, nombre_completo, tipo_contrato, cod_centro FROM usuario
    ${where([sql`id_rol = ${INSTRUCTOR}`, ...conditions])}
    ORDER BY nombre_orden, id_usuario`);
  return z.array(Instructor).parse(rows);
}

async function loadAll(
  db: Db,
  instructores: Instructor[],
  { desde, hasta, por: unidad }: VentanaCarga,
): Promise<CargaInstructor[]> {
  const [first] = instructores;
  if (!first) return [];
  const window = { unidad, desde, hasta };
  const load = loader(window, await listForCentro(db, first.cod_centro));
  const totals = await sumByPeriod(db, instructores, window);
  return instructores.map((instructor) => ({
    id_instructor: instructor.id_usuario,
    nombre_instructor: instructor.nombre_completo,
    tipo_contrato: instructor.tipo_contrato,
    periodos: load(totals.get(instructor.id_usuario) ?? new Map(), instructor),
  }));
}

type Window = { unidad: VentanaCarga["por"]; desde: string; hasta: string };

/**
 * Instructor -> period -> minutes, for whole periods; the database adds up the days. The ids stand in
 * the query: with a subquery in their place MariaDB would read all that each of them ever had.
 */
async function sumByPeriod(
  db: Db,
  instructores: readonly Instructor[],
  { unidad, desde, hasta }: Window,
) {
  const [from, to] = [periodOf(unidad, desde).desde, periodOf(unidad, hasta).hasta];
  const rows = await db.rows(sql`
    SELECT id_instructor, fecha_programada, SUM(${SECONDS}) AS segundos
    FROM programacion
    WHERE id_instructor IN (${list(instructores.map(({ id_usuario }) => id_usuario))})
      AND fecha_programada BETWEEN ${from} AND ${to} AND estado = 'programada'
    GROUP BY id_instructor, fecha_programada`);
  const totals = new Map<number, Map<string, number>>();
  const keys = new Map<string, string>();
  for (const { id_instructor, fecha_programada, segundos } of z.array(DayTotal).parse(rows)) {
    const ofOne = totals.get(id_instructor) ?? new Map<string, number>();
    const clave = keys.get(fecha_programada) ?? periodKey(unidad, fecha_programada);
    keys.set(fecha_programada, clave); // many share a day, and a week is costly to find
    totals.set(id_instructor, ofOne.set(clave, (ofOne.get(clave) ?? 0) + segundos / 60));
  }
  return totals;
}
