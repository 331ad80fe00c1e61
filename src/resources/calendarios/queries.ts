import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { insertion, type Sql, sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { INSTRUCTOR, UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { ApiError } from "@/http/text/problem.ts";
import { hashOf } from "@/resources/access/sessions/secrets.ts";
import { record, removeRecord } from "@/resources/auditoria/queries.ts";
import { Calendario, type FiltroCalendarios, type NuevoCalendario } from "./schemas.ts";
import { findSubject } from "./subject.ts";

/** Whoever needs more than these has lost count of where his secrets are. */
const MAX_PER_USER = 50;

const COLUMNS = sql`
  c.id_calendario, c.tipo, c.id, c.nota, c.cod_centro, c.id_usuario, c.creado_en,
  d.nombre_completo AS nombre_usuario, COALESCE(u.nombre_completo, p.nombre, a.nombre_ambiente)
    AS nombre`;
const FROM = sql`calendario c`;
const NAMES = sql`
  JOIN usuario d ON d.id_usuario = c.id_usuario
  LEFT JOIN usuario u ON c.tipo = 'instructor' AND u.id_usuario = c.id
  LEFT JOIN grupo g ON c.tipo = 'ficha' AND g.cod_ficha = c.id
  LEFT JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
  LEFT JOIN ambiente_formacion a ON c.tipo = 'ambiente' AND a.id_ambiente = c.id`;

/** Superadmin all, admin those of his centre, instructor those that he made. */
function visibleTo(user: UsuarioSesion): Sql[] {
  if (user.id_rol === INSTRUCTOR) return [sql`c.id_usuario = ${user.id_usuario}`];
  return inScope(user, sql`c.cod_centro`);
}

/** The newest first. */
export function list(db: Db, user: UsuarioSesion, filtro: FiltroCalendarios) {
  const { tipo, id, id_usuario, ...pagina } = filtro;
  return readPage(db, Calendario, {
    columns: COLUMNS,
    from: FROM,
    joined: NAMES,
    matching: [
      ...visibleTo(user),
      ...(tipo === undefined ? [] : [sql`c.tipo = ${tipo}`]),
      ...(id === undefined ? [] : [sql`c.id = ${id}`]),
      ...(id_usuario === undefined ? [] : [sql`c.id_usuario = ${id_usuario}`]),
    ],
    order: sql`c.id_calendario DESC`,
    ...pagina,
  });
}

export async function get(db: Db, user: UsuarioSesion, id_calendario: number) {
  const matching = where([sql`c.id_calendario = ${id_calendario}`, ...visibleTo(user)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM ${FROM} ${NAMES} ${matching}`);
  return row && Calendario.parse(row);
}

/**
 * @param secret only its hash is kept, and nothing of it goes into the trail
 * @returns the new id
 * @throws ApiError 404 where the user does not see what the calendar would show
 */
export async function create(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  { secret, ...nuevo }: NuevoCalendario & { secret: string },
): Promise<number> {
  const { tipo, id, nota } = nuevo, { id_usuario } = user;
  const subject = await findSubject(tx, user, nuevo);
  if (!subject) throw new ApiError("no-encontrado", `No existe: ${tipo} ${id}; revise id`);
  if (!subject.estado) {
    throw new ApiError("conflicto", `Está inactivo: ${tipo} ${id}; actívelo antes`);
  }
  await refuseTooMany(tx, id_usuario);
  const { cod_centro } = subject;
  const row = { tipo, id, cod_centro, id_usuario, nota, creado_en: actor.now };
  const columns = insertion({ ...row, huella: hashOf(secret) }, [
    ...["huella", "tipo", "id", "cod_centro", "id_usuario", "nota", "creado_en"] as const,
  ]);
  const { insertId } = await tx.execute(sql`INSERT INTO calendario ${columns}`);
  const entry = { accion: "crear", tabla: "calendario", registro: insertId, despues: row };
  await record(tx, actor, entry);
  return insertId;
}

/** Revokes it. Whether there was one that the user sees. */
export function remove(db: Db, user: UsuarioSesion, actor: Actor, id_calendario: number) {
  return removeRecord(db, actor, {
    table: sql`calendario`,
    key: sql`id_calendario = ${id_calendario}`,
    registro: id_calendario,
    read: (tx) => get(tx, user, id_calendario),
  });
}

const Found = UsuarioSesion.extend({
  id_calendario: z.int(),
  tipo: Calendario.shape.tipo,
  id: z.int(),
});

/**
 * The calendar of a secret, while both who made it and what it shows are active and he still sees
 * it; undefined for every other text.
 * @returns `nombre` and `cod_centro` are of what it shows; `owner` is whose eyes it shows that with
 */
export async function readCalendar(db: Db, secret: string) {
  if (!/^[\w-]{43}$/.test(secret)) return undefined;
  const [row] = await db.rows(sql`
    SELECT c.id_calendario, c.tipo, c.id, u.id_usuario, u.id_rol, u.estado, u.cod_centro,
      u.version_sesion
    FROM calendario c JOIN usuario u ON u.id_usuario = c.id_usuario
    WHERE c.huella = ${hashOf(secret)} AND u.estado = ${true}`);
  if (!row) return undefined;
  const { id_calendario, tipo, id, ...owner } = Found.parse(row);
  const subject = await findSubject(db, owner, { tipo, id });
  if (!subject?.estado) return undefined;
  const { nombre, cod_centro } = subject;
  return { id_calendario, tipo, id, nombre, cod_centro, owner };
}

export type CalendarFound = NonNullable<Awaited<ReturnType<typeof readCalendar>>>;

async function refuseTooMany(tx: Db, id_usuario: number): Promise<void> {
  const rows = await tx.rows(sql`
    SELECT id_calendario FROM calendario WHERE id_usuario = ${id_usuario} LIMIT ${MAX_PER_USER}`);
  if (rows.length < MAX_PER_USER) return;
  const detail = `Ya tiene ${MAX_PER_USER} calendarios; revoque los que no use`;
  throw new ApiError("conflicto", detail);
}
