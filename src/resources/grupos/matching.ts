import { join, type Sql, sql } from "@/db/sql.ts";
import { containingAscii, plain } from "@/db/text.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import type { Filtros } from "./schemas.ts";
import { BEFORE } from "./search_text.ts";

// Conditions on `grupo g`, for every query that reads grupos.

/** Years in which a ficha may have begun. */
const YEARS = /^(19|2\d)\d\d$/;

/** Superadmin all, admin his centre, instructor the grupos of his centre that he is assigned to. */
export function visibleTo(user: UsuarioSesion): Sql[] {
  const ofCentre = inScope(user, sql`g.cod_centro`);
  return user.id_rol === INSTRUCTOR ? [...ofCentre, assignedTo(user.id_usuario)] : ofCentre;
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
  if (!YEARS.test(String(anio))) return [...texts, sql`1 = 0`];
  return [...texts, sql`g.fecha_inicio BETWEEN ${`${anio}-01-01`} AND ${`${anio}-12-31`}`];
}

/** Text in the code, the programme and its code, the responsable or the name of the ambiente. */
export function matchingText(text: string): Sql {
  return sql`g.busqueda LIKE ${containingAscii(text)} ESCAPE '!'`;
}

/** A part that starts with the text. */
export function startsWith(part: keyof typeof BEFORE, text: string): Sql {
  return sql`g.busqueda LIKE ${containingAscii(text, BEFORE[part])} ESCAPE '!'`;
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
