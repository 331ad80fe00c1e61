import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { type Clock, localDateTime } from "@/http/clock.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { type Ficha, getFicha } from "@/resources/grupos/ficha.ts";
import { listConteos } from "@/resources/grupos/juicios.ts";
import { ownAmong } from "./own_resultados.ts";
import { type Curriculum, progressOf, type Taught } from "./progress.ts";
import type { AvanceGrupo } from "./schemas.ts";

const Line = z.object({
  cod_competencia: z.int(),
  nombre: z.string(),
  horas: z.int().nullable(),
  cod_resultado: z.int().nullable(),
  nombre_resultado: z.string().nullable(),
  juzgado: z.int(),
});
type Line = z.infer<typeof Line>;

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
  const conteos = await listConteos(db, cod_ficha);
  const [curriculum, sesiones] = [
    await listCurriculum(db, ficha, new Set(conteos.map((it) => it.cod_resultado))),
    await listTaught(db, cod_ficha),
  ];
  return progressOf({ ficha, curriculum, sesiones, conteos, cerrados, now });
}

/**
 * The competencias of exactly this version of the programme, each with its resultados, by code.
 * Programmes that share a competencia need not share its resultados.
 */
async function listCurriculum(
  db: Db,
  { cod_programa, la_version }: Ficha,
  ofFicha: ReadonlySet<number>,
): Promise<Curriculum> {
  const rows = await db.rows(sql`
    SELECT c.cod_competencia, c.nombre, c.horas, r.cod_resultado, r.nombre AS nombre_resultado,
      EXISTS (SELECT 1 FROM conteo_juicios j WHERE j.cod_resultado = r.cod_resultado) AS juzgado
    FROM programa_competencia pc JOIN competencia c ON c.cod_competencia = pc.cod_competencia
    LEFT JOIN resultado_aprendizaje r ON r.cod_competencia = c.cod_competencia
    WHERE pc.cod_programa = ${cod_programa} AND pc.la_version = ${la_version}
    ORDER BY c.cod_competencia, r.cod_resultado`);
  const lines = Map.groupBy(z.array(Line).parse(rows), ({ cod_competencia }) => cod_competencia);
  const inFicha = ({ cod_resultado }: Line) => ofFicha.has(cod_resultado ?? 0);
  const isDoubtful = (group: Line[]) => !group.some(inFicha) && group.some((it) => it.juzgado);
  const ofPrograma = [...lines.values()].some(isDoubtful)
    ? await listJudged(db, cod_programa, la_version)
    : new Set<number>();
  return [...lines].flatMap(([cod_competencia, group]) => {
    const [first] = group;
    if (!first) return [];
    const resultados = ownAmong(group, { ofFicha, ofPrograma }).flatMap((
      { cod_resultado, nombre_resultado: nombre },
    ) => cod_resultado === null || nombre === null ? [] : [{ cod_resultado, nombre }]);
    return [{ cod_competencia, nombre: first.nombre, horas: first.horas, resultados }];
  });
}

/** What the judgements on any ficha of this programme and version show. */
async function listJudged(db: Db, cod_programa: number, la_version: number): Promise<Set<number>> {
  const rows = await db.rows(sql`
    SELECT DISTINCT j.cod_resultado
    FROM grupo g JOIN conteo_juicios j ON j.cod_ficha = g.cod_ficha
    WHERE g.cod_programa = ${cod_programa} AND g.la_version = ${la_version}`);
  return new Set(
    z.array(z.object({ cod_resultado: z.int() })).parse(rows).map((it) => it.cod_resultado),
  );
}

async function listTaught(db: Db, cod_ficha: number): Promise<Taught[]> {
  const rows = await db.rows(sql`
    SELECT fecha_programada, hora_inicio, hora_fin, cod_competencia, cod_resultado
    FROM programacion WHERE cod_ficha = ${cod_ficha} AND estado = 'programada'`);
  return z.array(TaughtRow).parse(rows);
}
