import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { type Sql, sql, where } from "@/db/sql.ts";
import { invalidData } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope, INSTRUCTOR } from "@/http/scope.ts";
import { BY_DATE, COLUMNS, SESSIONS } from "./queries.ts";
import { occupying } from "./stored_queries.ts";
import { SesionProgramada, type VentanaProgramacion } from "./window_schemas.ts";

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
  return read(db, SesionProgramada, sql``, [
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
  ]);
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
  return read(db, SesionFechada, sql`, p.creada_en, p.modificada_en`, conditions);
}

async function read<T extends z.ZodType>(db: Db, item: T, more: Sql, conditions: Sql[]) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS}, g.cod_programa, g.la_version, f.nombre AS nombre_programa ${more}
    FROM ${WITH_PROGRAMA} ${where(conditions)}
    ORDER BY ${BY_DATE} ${LIMIT}`);
  if (rows.length <= MAX_SESSIONS) return z.array(item).parse(rows);
  const message = `Hay más de ${MAX_SESSIONS} sesiones; pida menos días o filtre más`;
  throw invalidData([{ path: ["hasta"], message }]);
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
