import { join, type Sql, sql } from "@/db/sql.ts";
import { containing, plain } from "@/db/text.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope, INSTRUCTOR } from "@/http/scope.ts";
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

/**
 * Text in the code, the responsable, the programme or the name of the ambiente. By subqueries and
 * not by joins: each runs once, and the grupos are then gone through in one index that holds it all.
 */
export function matchingText(text: string): Sql {
  const pattern = containing(text);
  return sql`(g.busqueda LIKE ${pattern} ESCAPE '!'
    OR ${programaLike(pattern)} OR ${ambienteLike(pattern)})`;
}

export function programaLike(pattern: string): Sql {
  return sql`(g.cod_programa, g.la_version) IN (
    SELECT p.cod_programa, p.la_version FROM programa_formacion p
    WHERE p.busqueda LIKE ${pattern} ESCAPE '!')`;
}

export function ambienteLike(pattern: string): Sql {
  return sql`g.id_ambiente IN (
    SELECT a.id_ambiente FROM ambiente_formacion a
    WHERE a.nombre_ambiente_plano LIKE ${pattern} ESCAPE '!')`;
}

const MAX_DIGITS = 10;

/** Codes that start with these digits, as ranges of the key. */
export function codeStartsWith(digits: string): Sql {
  const ranges = [];
  for (let missing = 0; missing <= MAX_DIGITS - digits.length; missing++) {
    const low = Number(digits) * 10 ** missing;
    ranges.push(sql`g.cod_ficha BETWEEN ${low} AND ${low + 10 ** missing - 1}`);
  }
  // No code starts with 0, nor has more digits.
  return ranges.length && !digits.startsWith("0") ? sql`(${join(ranges, " OR ")})` : sql`1 = 0`;
}
