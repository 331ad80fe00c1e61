import * as z from "zod";
import { ConstraintError, type Db } from "@/db/db.ts";
import { assignments, insertion, type Sql, sql, where } from "@/db/sql.ts";
import { containing, plain } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { INSTRUCTOR, SUPERADMIN, UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { ApiError } from "@/http/text/problem.ts";
import { changeRecord, record } from "@/resources/auditoria/queries.ts";
import { type CambiosUsuario, type FiltroUsuarios, type NuevoUsuario, Usuario } from "./schemas.ts";

const COLUMNS = sql`
  u.nombre_completo, u.identificacion, u.id_rol, u.correo, u.tipo_contrato, u.telefono,
  u.estado, u.cod_centro, u.id_usuario, r.nombre AS nombre_rol, u.password_changed_at`;
const FROM = sql`usuario u`;
const ROLE = sql`JOIN rol r ON r.id_rol = u.id_rol`;
const SELECT = sql`SELECT ${COLUMNS} FROM ${FROM} ${ROLE}`;
const BY_NAME = sql`u.nombre_orden, u.id_usuario`;

/** Superadmin all, admin his centre, instructor himself. */
function visibleTo(user: UsuarioSesion): Sql[] {
  if (user.id_rol === INSTRUCTOR) return [sql`u.id_usuario = ${user.id_usuario}`];
  return inScope(user, sql`u.cod_centro`);
}

export function list(db: Db, user: UsuarioSesion, filtro: FiltroUsuarios) {
  const { cod_centro, id_rol, estado, q, ...pagina } = filtro;
  const matching = [
    ...visibleTo(user),
    ...(cod_centro === undefined ? [] : [sql`u.cod_centro = ${cod_centro}`]),
    ...(id_rol === undefined ? [] : [sql`u.id_rol = ${id_rol}`]),
    ...(estado === undefined ? [] : [sql`u.estado = ${estado}`]),
    ...(q === undefined ? [] : [sql`u.busqueda LIKE ${containing(q)} ESCAPE '!'`]),
  ];
  return readPage(db, Usuario, {
    columns: COLUMNS,
    from: FROM,
    key: sql`u.id_usuario`,
    joined: sql`CROSS JOIN usuario u ON u.id_usuario = pagina.id_usuario ${ROLE}`,
    matching,
    order: BY_NAME,
    ...pagina,
  });
}

export function get(db: Db, user: UsuarioSesion, id_usuario: number) {
  return getOne(db, [sql`u.id_usuario = ${id_usuario}`, ...visibleTo(user)]);
}

export function getByEmail(db: Db, user: UsuarioSesion, correo: string) {
  return getOne(db, [sql`u.correo_plano = ${plain(correo.trim())}`, ...visibleTo(user)]);
}

/** Whoever it is, without regard to the caller: only for the caller's own record. */
export function getOwn(db: Db, id_usuario: number) {
  return getOne(db, [sql`u.id_usuario = ${id_usuario}`]);
}

/** Active instructors that the caller may see, by name. */
export async function listInstructores(db: Db, user: UsuarioSesion) {
  const matching = [sql`u.id_rol = ${INSTRUCTOR}`, sql`u.estado = ${true}`, ...visibleTo(user)];
  const rows = await db.rows(sql`
    ${SELECT} ${where(matching)} ORDER BY ${BY_NAME}`);
  return z.array(Usuario).parse(rows);
}

/** All users of one centre that the caller may see, by name. */
export async function listByCentro(db: Db, user: UsuarioSesion, cod_centro: number) {
  const matching = where([sql`u.cod_centro = ${cod_centro}`, ...visibleTo(user)]);
  const rows = await db.rows(sql`${SELECT} ${matching} ORDER BY ${BY_NAME}`);
  return z.array(Usuario).parse(rows);
}

/**
 * @param hash of the password in `nuevo.pass_hash`, which is not stored
 * @returns the new id
 */
export async function create(tx: Db, actor: Actor, nuevo: NuevoUsuario, hash: string) {
  const { pass_hash: _, ...datos } = nuevo;
  const row = { ...datos, pass_hash: hash };
  const { insertId } = await tx.execute(sql`
    INSERT INTO usuario ${
    insertion(row, [
      "nombre_completo",
      "identificacion",
      "id_rol",
      "correo",
      "pass_hash",
      "tipo_contrato",
      "telefono",
      "estado",
      "cod_centro",
    ])
  }`).catch(nameDuplicate);
  const entry = { accion: "crear", tabla: "usuario", registro: insertId, despues: datos };
  await record(tx, actor, entry);
  return insertId;
}

export type UserChange = {
  id_usuario: number;
  cambios: CambiosUsuario | ((before: Usuario) => CambiosUsuario);
  /** Throws what the caller may not do with this user. */
  allow: (before: Usuario, cambios: CambiosUsuario) => void;
  /** Ends, in the same transaction, what the user loses by the change. */
  afterwards: (tx: Db, before: Usuario, cambios: CambiosUsuario) => Promise<void>;
};

/**
 * Once deactivated, all that the user was signed in with is over for good: the version says so.
 * @returns the user as he was left, or undefined when the caller sees no such user
 */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_usuario, cambios, allow, afterwards }: UserChange,
): Promise<Usuario | undefined> {
  return changeRecord(db, actor, {
    table: sql`usuario`,
    key: sql`id_usuario = ${id_usuario}`,
    registro: id_usuario,
    read: (tx) => get(tx, user, id_usuario),
    write: async (tx, before) => {
      const given = typeof cambios === "function" ? cambios(before) : cambios;
      if (Object.keys(given).length === 0) {
        throw new ApiError("peticion-invalida", "No se pudo actualizar el usuario");
      }
      allow(before, given);
      await keepOneSuperadmin(tx, before, given);
      const set = assignments(given, [
        "nombre_completo",
        "tipo_contrato",
        "telefono",
        "correo",
        "estado",
        "id_rol",
        "cod_centro",
      ]);
      const ends = before.estado && given.estado === false ? 1 : 0;
      await tx.execute(sql`
        UPDATE usuario SET ${set}, version_sesion = version_sesion + ${ends}
        WHERE id_usuario = ${id_usuario}`).catch(nameDuplicate);
      await afterwards(tx, before, given);
    },
  });
}

/** The hash of a new password; tokens from before it no longer count. */
export async function setHash(tx: Db, id_usuario: number, hash: string, now: string) {
  await tx.execute(sql`
    UPDATE usuario
    SET pass_hash = ${hash}, password_changed_at = ${now}, version_sesion = version_sesion + 1
    WHERE id_usuario = ${id_usuario}`);
}

/** The same password under a dearer hash: nothing else changes, and nobody is signed out. */
export async function renewHash(db: Db, id_usuario: number, old: string, hash: string) {
  await db.execute(sql`
    UPDATE usuario SET pass_hash = ${hash}
    WHERE id_usuario = ${id_usuario} AND pass_hash = ${old}`);
}

async function getOne(db: Db, conditions: Sql[]): Promise<Usuario | undefined> {
  const [row] = await db.rows(sql`${SELECT} ${where(conditions)}`);
  return row && Usuario.parse(row);
}

// Two superadmins may deactivate each other at the same moment, on two nodes of a cluster: both
// write the same row first, so one of them comes second and finds himself alone.
async function keepOneSuperadmin(tx: Db, before: Usuario, cambios: CambiosUsuario) {
  const leaves = cambios.estado === false ||
    (cambios.id_rol !== undefined && cambios.id_rol !== SUPERADMIN);
  if (before.id_rol !== SUPERADMIN || !before.estado || !leaves) return;
  await tx.execute(sql`UPDATE turno SET seq = seq + 1 WHERE nombre = 'superadmin'`);
  const others = await tx.rows(sql`
    SELECT id_usuario FROM usuario
    WHERE id_rol = ${SUPERADMIN} AND estado = ${true} AND id_usuario <> ${before.id_usuario}
    LIMIT 1 ${tx.locking}`);
  if (others.length > 0) return;
  const detail = "Es el último superadministrador activo; active a otro antes de quitar a este";
  throw new ApiError("conflicto", detail);
}

function nameDuplicate(error: unknown): never {
  if (error instanceof ConstraintError && error.constraint === "duplicate") {
    const field = error.on.includes("identificacion") ? "identificacion" : "correo";
    const detail = field === "correo" ? "Correo ya registrado" : "Identificación ya registrada";
    throw new ApiError("duplicado", detail, { errors: [{ campo: field, mensaje: detail }] });
  }
  if (error instanceof ConstraintError && error.constraint === "reference") {
    throw new ApiError("referencia", "No existe ese centro de formación; revise cod_centro");
  }
  throw error;
}
