import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { type Clock, localDateTime } from "@/http/clock.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { type Ficha, getFicha } from "@/resources/programacion/ficha_queries.ts";
import { type Curriculum, progressOf, type Taught } from "./avance.ts";
import type { AvanceGrupo } from "./avance_schemas.ts";
import { listConteos } from "./juicios.ts";

const Line = z.object({
  cod_competencia: z.int(),
  nombre: z.string(),
  horas: z.int().nullable(),
  cod_resultado: z.int().nullable(),
  nombre_resultado: z.string().nullable(),
});

const TaughtRow = z.object({
  fecha_programada: z.string(),
  hora_inicio: z.string(),
  hora_fin: z.string(),
  cod_competencia: z.int(),
  cod_resultado: z.int(),
});

/** @throws ApiError 404 when there is no such ficha that the caller sees */
export async function getAvance(
  db: Db,
  user: UsuarioSesion,
  cod_ficha: number,
  clock: Clock,
): Promise<AvanceGrupo> {
  const ficha = await getFicha(db, user, cod_ficha);
  const now = localDateTime(clock);
  const today = now.slice(0, 10);
  const cerrados = await nonWorkingDays(db, ficha.cod_centro, {
    desde: today,
    hasta: ficha.fecha_fin ?? today,
  });
  const [curriculum, sesiones] = [await listCurriculum(db, ficha), await listTaught(db, cod_ficha)];
  const conteos = await listConteos(db, cod_ficha);
  return progressOf({ ficha, curriculum, sesiones, conteos, cerrados, now });
}

/** The competencias of exactly this version of the programme, each with its resultados, by code. */
async function listCurriculum(db: Db, { cod_programa, la_version }: Ficha): Promise<Curriculum> {
  const rows = await db.rows(sql`
    SELECT c.cod_competencia, c.nombre, c.horas, r.cod_resultado, r.nombre AS nombre_resultado
    FROM programa_competencia pc JOIN competencia c ON c.cod_competencia = pc.cod_competencia
    LEFT JOIN resultado_aprendizaje r ON r.cod_competencia = c.cod_competencia
    WHERE pc.cod_programa = ${cod_programa} AND pc.la_version = ${la_version}
    ORDER BY c.cod_competencia, r.cod_resultado`);
  const lines = Map.groupBy(z.array(Line).parse(rows), ({ cod_competencia }) => cod_competencia);
  return [...lines].flatMap(([cod_competencia, group]) => {
    const [first] = group;
    if (!first) return [];
    const resultados = group.flatMap(({ cod_resultado, nombre_resultado: nombre }) =>
      cod_resultado === null || nombre === null ? [] : [{ cod_resultado, nombre }]
    );
    return [{ cod_competencia, nombre: first.nombre, horas: first.horas, resultados }];
  });
}

async function listTaught(db: Db, cod_ficha: number): Promise<Taught[]> {
  const rows = await db.rows(sql`
    SELECT fecha_programada, hora_inicio, hora_fin, cod_competencia, cod_resultado
    FROM programacion WHERE cod_ficha = ${cod_ficha} AND estado = 'programada'`);
  return z.array(TaughtRow).parse(rows);
}
