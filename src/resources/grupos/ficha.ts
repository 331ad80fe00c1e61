import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import type { FichaFacts } from "@/resources/programacion/rules/facts.ts";
import { visibleTo } from "./matching.ts";

const FichaRow = z.object({
  cod_ficha: z.int(),
  cod_centro: z.int(),
  cod_programa: z.int(),
  la_version: z.int(),
  estado_grupo: z.string().nullable(),
  modalidad: z.string().nullable(),
  jornada: z.string().nullable(),
  fecha_inicio: z.string().nullable(),
  fecha_fin: z.string().nullable(),
  hora_inicio: z.string().nullable(),
  hora_fin: z.string().nullable(),
  id_ambiente: z.int().nullable(),
  num_total_aprendices_activos: z.int().nullable(),
});

export type Ficha = z.infer<typeof FichaRow>;

const FACTS = [
  "cod_centro",
  "cod_programa",
  "la_version",
  "estado_grupo",
  "modalidad",
  "fecha_inicio",
  "fecha_fin",
  "id_ambiente",
] as const satisfies (keyof FichaFacts)[];

/** What programming asks of a ficha, by its code; an instructor sees those he is assigned to. */
export async function listFichas(
  db: Db,
  user: UsuarioSesion,
  fichas: readonly number[],
): Promise<Map<number, Ficha>> {
  return await readFichas(db, [sql`g.cod_ficha IN (${list(fichas)})`, ...visibleTo(user)]);
}

/** Whether any of these is not as it was read: another room, other dates, another state. */
export async function haveChanged(
  db: Db,
  fichas: ReadonlyMap<number, FichaFacts>,
): Promise<boolean> {
  const now = await readFichas(db, [sql`g.cod_ficha IN (${list([...fichas.keys()])})`]);
  return [...fichas].some(([cod_ficha, before]) => {
    const ficha = now.get(cod_ficha);
    return FACTS.some((name) => ficha?.[name] !== before[name]);
  });
}

async function readFichas(db: Db, matching: Sql[]): Promise<Map<number, Ficha>> {
  const rows = await db.rows(sql`
    SELECT g.cod_ficha, g.cod_centro, g.cod_programa, g.la_version, g.estado_grupo, g.modalidad,
      g.jornada, g.fecha_inicio, g.fecha_fin, g.hora_inicio, g.hora_fin, g.id_ambiente,
      d.num_total_aprendices_activos
    FROM grupo g LEFT JOIN datos_grupo d ON d.cod_ficha = g.cod_ficha
    ${where(matching)}`);
  return new Map(z.array(FichaRow).parse(rows).map((ficha) => [ficha.cod_ficha, ficha]));
}

/** @throws ApiError 404 when there is none that the caller sees */
export async function getFicha(db: Db, user: UsuarioSesion, cod_ficha: number): Promise<Ficha> {
  const ficha = (await listFichas(db, user, [cod_ficha])).get(cod_ficha);
  if (ficha) return ficha;
  throw new ApiError("no-encontrado", `No existe la ficha ${cod_ficha}; revise cod_ficha`);
}
