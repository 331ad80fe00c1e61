import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, where } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { reached, type Suma } from "./concepts.ts";
import { type Avance, Meta } from "./schemas.ts";

/** More goals than any centre sets for a year. */
const MAX_GOALS = 500;

const texto = z.string().nullable();
const suma = z.coerce.number().int(); // MySQL gives sums as text

const Fila = z.object({
  nivel: texto,
  modalidad: texto,
  jornada: texto,
  estado: texto,
  nuevos: suma.transform(Boolean),
  grupos: suma,
  cupo: suma,
  matriculados: suma,
  activos: suma,
  induccion: suma,
  formacion: suma,
  por_certificar: suma,
  certificados: suma,
});

type Alcance = { anio: number; cod_centro: number };

/** Each goal of a centre and year with what the data say of it; none of a centre out of reach. */
export async function listProgress(db: Db, user: UsuarioSesion, { anio, cod_centro }: Alcance) {
  const matching = where([
    sql`anio = ${anio}`,
    sql`cod_centro = ${cod_centro}`,
    ...inScope(user, sql`cod_centro`),
  ]);
  const rows = await db.rows(sql`
    SELECT id_meta, anio, cod_centro, concepto, valor FROM metas ${matching}
    ORDER BY concepto_orden, id_meta LIMIT ${MAX_GOALS}`);
  const metas = z.array(Meta).parse(rows);
  if (metas.length === 0) return [];
  const sumas = await listSums(db, { anio, cod_centro });
  return metas.map((meta) => withProgress(meta, sumas));
}

function withProgress(meta: Meta, sumas: readonly Suma[]): Avance {
  const alcanzado = reached(meta.concepto, sumas) ?? null;
  const porcentaje = alcanzado === null || meta.valor === 0
    ? null
    : Math.round(alcanzado / meta.valor * 1000) / 10;
  return { ...meta, alcanzado, porcentaje };
}

/** The groups with some day in the year, or without dates, added up by their features. */
async function listSums(db: Db, { anio, cod_centro }: Alcance): Promise<Suma[]> {
  const [first, last] = [`${anio}-01-01`, `${anio}-12-31`];
  const began = sql`CASE WHEN g.fecha_inicio BETWEEN ${first} AND ${last} THEN 1 ELSE 0 END`;
  const rows = await db.rows(sql`
    SELECT nivel, modalidad, jornada, estado, nuevos, COUNT(*) AS grupos, SUM(cupo_total) AS cupo,
      SUM(num_total_aprendices) AS matriculados, SUM(num_total_aprendices_activos) AS activos,
      SUM(induccion) AS induccion, SUM(formacion) AS formacion,
      SUM(por_certificar) AS por_certificar, SUM(certificados) AS certificados
    FROM (
      SELECT g.nombre_nivel AS nivel, g.modalidad, g.jornada, g.estado_grupo AS estado,
        ${began} AS nuevos, COALESCE(d.cupo_total, 0) AS cupo_total,
        COALESCE(d.num_total_aprendices, 0) AS num_total_aprendices,
        COALESCE(d.num_total_aprendices_activos, 0) AS num_total_aprendices_activos,
        COALESCE(d.induccion, 0) AS induccion, COALESCE(d.formacion, 0) AS formacion,
        COALESCE(d.por_certificar, 0) AS por_certificar,
        COALESCE(d.certificados, 0) AS certificados
      FROM grupo g LEFT JOIN datos_grupo d ON d.cod_ficha = g.cod_ficha
      WHERE g.cod_centro = ${cod_centro}
        AND (g.fecha_inicio IS NULL OR g.fecha_inicio <= ${last})
        AND (g.fecha_fin IS NULL OR g.fecha_fin >= ${first})
    ) grupos_del_anio
    GROUP BY nivel, modalidad, jornada, estado, nuevos`);
  return z.array(Fila).parse(rows);
}
