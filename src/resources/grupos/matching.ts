import { join, type Sql, sql, where } from "@/db/sql.ts";
import { containing, plain } from "@/db/text.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope, INSTRUCTOR, SUPERADMIN } from "@/http/scope.ts";
import type { Filtros } from "./schemas.ts";

// Conditions on `grupo g`, for every query that reads grupos.

/** Superadmin all, admin his centre, instructor the grupos he is assigned to. */
export function visibleTo(user: UsuarioSesion): Sql[] {
  if (user.id_rol === INSTRUCTOR) return [assignedTo(user.id_usuario)];
  return inScope(user, sql`g.cod_centro`);
}

export function assignedTo(id_instructor: number): Sql {
  return sql`g.cod_ficha IN (
    SELECT gi.cod_ficha FROM grupo_instructor gi WHERE gi.id_instructor = ${id_instructor})`;
}

const COLUMNS = {
  estado_grupo: sql`g.estado_grupo_plano`,
  nombre_nivel: sql`g.nombre_nivel_plano`,
  etapa: sql`g.etapa_plano`,
  modalidad: sql`g.modalidad_plano`,
  jornada: sql`g.jornada_plano`,
  nombre_municipio: sql`g.nombre_municipio_plano`,
} satisfies Partial<Record<keyof Filtros, Sql>>;

export function matchingFilters(filtros: Filtros): Sql[] {
  const texts = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const value = filtros[name as keyof typeof COLUMNS];
    return value ? [sql`${column} = ${plain(value)}`] : [];
  });
  const anio = filtros.anio ?? filtros.año;
  if (anio === undefined) return texts;
  return [...texts, sql`g.fecha_inicio BETWEEN ${`${anio}-01-01`} AND ${`${anio}-12-31`}`];
}

/** The centre that a search stays in, if any: its ambientes are then the only ones looked at. */
export function centreOf(user: UsuarioSesion, cod_centro?: number): number | undefined {
  return cod_centro ?? (user.id_rol === SUPERADMIN ? undefined : user.cod_centro);
}

/**
 * Text in the code, the responsable, the programme or the name of the ambiente. By subqueries and
 * not by joins: each runs once, and the grupos are then gone through without reading anything else.
 */
export function matchingText(text: string, cod_centro: number | undefined): Sql {
  const pattern = containing(text);
  return sql`(g.busqueda LIKE ${pattern} ESCAPE '!'
    OR (g.cod_programa, g.la_version) IN (
      SELECT p.cod_programa, p.la_version FROM programa_formacion p
      WHERE p.busqueda LIKE ${pattern} ESCAPE '!')
    OR ${ambienteLike(pattern, cod_centro)})`;
}

export function ambienteLike(pattern: string, cod_centro: number | undefined): Sql {
  // The first of the two texts is stored and holds the second, which SQLite would compute for each.
  const conditions = where([
    ...(cod_centro === undefined ? [] : [sql`a.cod_centro = ${cod_centro}`]),
    sql`a.busqueda LIKE ${pattern} ESCAPE '!'`,
    sql`a.nombre_ambiente_plano LIKE ${pattern} ESCAPE '!'`,
  ]);
  return sql`g.id_ambiente IN (SELECT a.id_ambiente FROM ambiente_formacion a ${conditions})`;
}

const MAX_DIGITS = 10;

/** Codes that start with these digits, as ranges of the key; and all of them between two ends. */
export function codeStartsWith(digits: string): Sql {
  // No code starts with 0, nor has more digits.
  if (digits.startsWith("0") || digits.length > MAX_DIGITS) return sql`1 = 0`;
  const first = Number(digits);
  const ranges = [];
  for (let rest = 1; rest <= 10 ** (MAX_DIGITS - digits.length); rest *= 10) {
    ranges.push(sql`g.cod_ficha BETWEEN ${first * rest} AND ${(first + 1) * rest - 1}`);
  }
  const last = (first + 1) * 10 ** (MAX_DIGITS - digits.length) - 1;
  return sql`g.cod_ficha BETWEEN ${first} AND ${last} AND (${join(ranges, " OR ")})`;
}
