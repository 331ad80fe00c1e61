import * as z from "zod";
import type { Db, Row } from "@/db/db.ts";
import { list, type Sql, sql, where } from "@/db/sql.ts";
import { chunksOf, giveWay, mapInSlices } from "@/db/turns.ts";
import { invalidData } from "@/http/router.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import type { ApiError } from "@/http/text/problem.ts";
import { occupying } from "@/resources/programacion/context/occupancy.ts";
import { AT_ONCE, COLUMNS, Key, SESSIONS } from "@/resources/programacion/queries.ts";
import { byDate, type Dated } from "@/resources/programacion/rules/by_date.ts";
import { SesionProgramada, type VentanaProgramacion } from "./schemas.ts";

/** More sessions at once than this is an export and not a calendar. */
const MAX_SESSIONS = 20_000;
/** One more, in the text: MySQL prepares no statement whose limit is a parameter. */
const LIMIT = sql`LIMIT 20001`;

const WITH_PROGRAMA = sql`${SESSIONS}
  JOIN programa_formacion f ON f.cod_programa = g.cod_programa AND f.la_version = g.la_version`;

type Days = { desde: string; hasta: string };

/**
 * The sessions of a window that the caller sees, by date and hour.
 * @throws ApiError 422 when there are more than one answer holds
 */
export function listWindow(db: Db, user: UsuarioSesion, ventana: VentanaProgramacion) {
  const { desde, hasta, id_instructor, id_ambiente, propia } = ventana;
  const { cod_ficha, cod_programa, cod_centro, estado } = ventana;
  const conditions = [
    sql`p.fecha_programada BETWEEN ${desde} AND ${hasta}`,
    ...(id_instructor === undefined ? [] : [sql`p.id_instructor = ${id_instructor}`]),
    ...(propia ? [sql`p.id_instructor = ${user.id_usuario}`] : []),
    ...(cod_ficha === undefined ? [] : [sql`p.cod_ficha = ${cod_ficha}`]),
    ...(id_ambiente === undefined
      ? []
      : [occupying({ ambientes: [id_ambiente] }, { desde, hasta })]),
    ...(cod_programa === undefined ? [] : [sql`g.cod_programa = ${cod_programa}`]),
    ...(cod_centro === undefined ? [] : [sql`g.cod_centro = ${cod_centro}`]),
    ...(estado === undefined ? [] : [sql`p.estado = ${estado}`]),
    ...visibleIn(user, ventana),
  ];
  return read(db, { item: SesionProgramada, conditions });
}

const SesionFechada = SesionProgramada.extend({
  creada_en: z.string().nullable(),
  modificada_en: z.string().nullable(),
});

/** A session and when it was written and last changed, local. */
export type SesionFechada = z.infer<typeof SesionFechada>;

/**
 * The sessions of one instructor, ficha or ambiente in a window, by date and hour. It asks nothing
 * about the caller: whoever calls has made sure that he sees the one whose sessions these are.
 * @param of as `occupying()` takes it
 * @param more further conditions on `programacion p` and `grupo g`
 */
export function listOccupying(
  db: Db,
  of: Parameters<typeof occupying>[0],
  days: Days,
  more: readonly Sql[] = [],
): Promise<SesionFechada[]> {
  const conditions = [occupying(of, days), ...more];
  const dates = sql`, p.creada_en, p.modificada_en`;
  return read(db, { item: SesionFechada, more: dates, conditions });
}

type Query<T> = { item: T; more?: Sql; conditions: readonly Sql[] };

/**
 * One statement where they are few. Where they are many, their keys at once and the rest in slices:
 * a year of sessions with all their names takes the engine a few hundred ms.
 */
async function read<T extends z.ZodType<Dated>>(db: Db, query: Query<T>): Promise<z.infer<T>[]> {
  const { item, conditions } = query;
  const few = await db.rows(sql`${select(query)} ${where(conditions)} LIMIT ${AT_ONCE + 1}`);
  const parse = (rows: Row[]) => mapInSlices(rows, (row) => item.parse(row));
  if (few.length <= AT_ONCE) return (await parse(few)).sort(byDate);
  await giveWay();
  const keys = z.array(Key).parse(
    await db.rows(sql`
      SELECT p.id_programacion
      FROM programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
      ${where(conditions)} ${LIMIT}`),
  );
  if (keys.length > MAX_SESSIONS) throw tooMany();
  const found: z.infer<T>[] = [];
  for (const some of chunksOf(keys, AT_ONCE)) {
    await giveWay();
    const ids = list(some.map(({ id_programacion }) => id_programacion));
    found.push(
      ...await parse(await db.rows(sql`${select(query)} WHERE p.id_programacion IN (${ids})`)),
    );
  }
  return found.sort(byDate);
}

function select({ more = sql`` }: { more?: Sql }): Sql {
  return sql`SELECT ${COLUMNS}, g.cod_programa, g.la_version, f.nombre AS nombre_programa ${more}
    FROM ${WITH_PROGRAMA}`;
}

function tooMany(): ApiError {
  const message = `Hay más de ${MAX_SESSIONS} sesiones; pida menos días o filtre más`;
  return invalidData([{ path: ["hasta"], message }]);
}

/**
 * Like `visibleTo()`, for a window: by one range of an index for the instructor and one for each of
 * his fichas, because an OR between them would read everybody's sessions of those days.
 */
function visibleIn(
  user: UsuarioSesion,
  { id_instructor, propia, desde, hasta }: VentanaProgramacion,
) {
  const ofCentre = inScope(user, sql`g.cod_centro`);
  if (user.id_rol !== INSTRUCTOR) return ofCentre;
  if (propia || id_instructor === user.id_usuario) return ofCentre;
  const during = sql`s.fecha_programada BETWEEN ${desde} AND ${hasta}`;
  return [
    ...ofCentre,
    sql`p.id_programacion IN (SELECT v.id_programacion FROM (
    SELECT s.id_programacion FROM programacion s
    WHERE s.id_instructor = ${user.id_usuario} AND ${during}
    UNION
    SELECT s.id_programacion FROM grupo_instructor gi JOIN programacion s
      ON s.cod_ficha = gi.cod_ficha
    WHERE gi.id_instructor = ${user.id_usuario} AND ${during}) v)`,
  ];
}
