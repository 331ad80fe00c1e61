import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { join, type Sql, sql } from "@/db/sql.ts";
import { Afectadas } from "./hit_schemas.ts";

const SHOWN = 5;

/** The sessions from a day on that an instructor, an ambiente or a closed day takes with it. */
export function hitByInstructor(db: Db, id_instructor: number, today: string) {
  return readHit(db, [sql`p.id_instructor = ${id_instructor}`], today);
}

/** Those of an instructor that are not of the centre where he is now. */
export function hitByMove(
  db: Db,
  { id_usuario, cod_centro }: { id_usuario: number; cod_centro: number },
  today: string,
) {
  const elsewhere = [sql`p.id_instructor = ${id_usuario}`, sql`g.cod_centro <> ${cod_centro}`];
  return readHit(db, elsewhere, today);
}

export function hitByAmbiente(db: Db, id_ambiente: number, today: string) {
  return readHit(db, [sql`p.id_ambiente = ${id_ambiente}`], today);
}

export function hitByClosing(
  db: Db,
  { cod_centro, fecha }: { cod_centro: number; fecha: string },
  today: string,
) {
  const onThatDay = [sql`g.cod_centro = ${cod_centro}`, sql`p.fecha_programada = ${fecha}`];
  return readHit(db, onThatDay, today);
}

async function readHit(db: Db, conditions: readonly Sql[], today: string): Promise<Afectadas> {
  const upcoming = [sql`p.estado = 'programada'`, sql`p.fecha_programada >= ${today}`];
  const from = sql`
    programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
    JOIN usuario u ON u.id_usuario = p.id_instructor
    WHERE ${join([...conditions, ...upcoming], " AND ")}`;
  const primeras = await db.rows(sql`
    SELECT p.id_programacion, p.cod_ficha, p.fecha_programada, p.hora_inicio, p.hora_fin,
      u.nombre_completo AS nombre_instructor
    FROM ${from} ORDER BY p.fecha_programada, p.hora_inicio, p.id_programacion LIMIT ${SHOWN}`);
  if (primeras.length < SHOWN) return Afectadas.parse({ total: primeras.length, primeras });
  const [count] = await db.rows(sql`SELECT COUNT(*) AS total FROM ${from}`);
  return Afectadas.parse({ total: z.int().parse(count?.total), primeras });
}
