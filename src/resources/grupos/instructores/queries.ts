import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { visibleTo } from "@/resources/grupos/matching.ts";
import { get, notFound } from "@/resources/grupos/queries.ts";
import { type Asignacion, GrupoDeInstructor, InstructorDeGrupo } from "./schemas.ts";

const tabla = "grupo_instructor";

/** The instructores of a grupo that the caller sees, by name; none where he sees no such grupo. */
export async function listByGrupo(db: Db, user: UsuarioSesion, cod_ficha: number) {
  const rows = await db.rows(sql`
    SELECT g.cod_ficha, u.id_usuario AS id_instructor, u.nombre_completo, u.correo,
      u.identificacion, u.telefono, u.tipo_contrato, r.nombre AS nombre_rol
    FROM grupo g JOIN grupo_instructor asignado ON asignado.cod_ficha = g.cod_ficha
    JOIN usuario u ON u.id_usuario = asignado.id_instructor JOIN rol r ON r.id_rol = u.id_rol
    ${where([sql`g.cod_ficha = ${cod_ficha}`, ...visibleTo(user)])}
    ORDER BY u.nombre_orden, u.id_usuario`);
  return z.array(InstructorDeGrupo).parse(rows).map((instructor) => shownTo(user, instructor));
}

/** The grupos of an instructor that the caller sees, the latest first, with all that is shown of them. */
export async function listByInstructor(db: Db, user: UsuarioSesion, id_instructor: number) {
  // An instructor sees his own assignments, and not what his colleagues teach.
  if (user.id_rol === INSTRUCTOR && user.id_usuario !== id_instructor) return [];
  const rows = await db.rows(sql`
    SELECT g.cod_ficha, asignado.id_instructor, g.estado_grupo, g.jornada, g.fecha_inicio,
      g.fecha_fin, g.etapa, p.nombre AS nombre_programa, c.nombre_centro, g.cod_centro,
      g.cod_programa, g.la_version, g.nombre_nivel, g.modalidad, g.responsable,
      g.nombre_municipio, g.hora_inicio, g.hora_fin, g.id_ambiente, a.nombre_ambiente
    FROM grupo_instructor asignado JOIN grupo g ON g.cod_ficha = asignado.cod_ficha
    JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
    JOIN centro_formacion c ON c.cod_centro = g.cod_centro
    LEFT JOIN ambiente_formacion a ON a.id_ambiente = g.id_ambiente
    ${where([sql`asignado.id_instructor = ${id_instructor}`, ...visibleTo(user)])}
    ORDER BY g.fecha_inicio DESC, g.cod_ficha DESC`);
  return z.array(GrupoDeInstructor).parse(rows);
}

/** @throws ApiError 404 without such a grupo, 409 when he may not be assigned or already is */
export async function assign(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  { cod_ficha, id_instructor }: Asignacion,
): Promise<Asignacion> {
  const cod_centro = await centreFor(tx, user, { cod_ficha, id_instructor });
  await tx.execute(sql`
    INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES (${cod_ficha}, ${id_instructor})`)
    .catch(alreadyAssigned(cod_ficha, id_instructor));
  const despues = { cod_ficha, id_instructor, cod_centro };
  const registro = `${cod_ficha}/${id_instructor}`;
  await record(tx, actor, { accion: "asignar", tabla, registro, despues });
  return { cod_ficha, id_instructor };
}

/** Puts another grupo or another instructor in the place of an assignment. Whether there was one. */
export function exchange(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  current: Asignacion,
  { cod_ficha, id_instructor }: Asignacion,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await get(tx, user, current.cod_ficha)) || !(await exists(tx, current))) return false;
    const cod_centro = await centreFor(tx, user, { cod_ficha, id_instructor });
    await tx.execute(sql`
      UPDATE grupo_instructor SET cod_ficha = ${cod_ficha}, id_instructor = ${id_instructor}
      WHERE cod_ficha = ${current.cod_ficha} AND id_instructor = ${current.id_instructor}`)
      .catch(alreadyAssigned(cod_ficha, id_instructor));
    await record(tx, actor, {
      accion: "cambiar",
      tabla,
      registro: `${current.cod_ficha}/${current.id_instructor}`,
      antes: { ...current, cod_centro },
      despues: { cod_ficha, id_instructor, cod_centro },
    });
    return true;
  });
}

/** Whether there was an assignment to undo that the caller sees. */
export function unassign(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { cod_ficha, id_instructor }: Asignacion,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const grupo = await get(tx, user, cod_ficha);
    if (!grupo) return false;
    const { affected } = await tx.execute(sql`
      DELETE FROM grupo_instructor
      WHERE cod_ficha = ${cod_ficha} AND id_instructor = ${id_instructor}`);
    if (affected === 0) return false;
    const antes = { cod_ficha, id_instructor, cod_centro: grupo.cod_centro };
    const registro = `${cod_ficha}/${id_instructor}`;
    await record(tx, actor, { accion: "desasignar", tabla, registro, antes });
    return true;
  });
}

const Assigned = z.object({ cod_ficha: z.int(), cod_centro: z.int() });

/** Ends every assignment of an instructor, each with its entry in the trail. */
export async function unassignAll(tx: Db, actor: Actor, id_instructor: number): Promise<void> {
  const rows = await tx.rows(sql`
    SELECT asignado.cod_ficha, g.cod_centro
    FROM grupo_instructor asignado JOIN grupo g ON g.cod_ficha = asignado.cod_ficha
    WHERE asignado.id_instructor = ${id_instructor} ORDER BY asignado.cod_ficha`);
  for (const { cod_ficha, cod_centro } of z.array(Assigned).parse(rows)) {
    await tx.execute(sql`
      DELETE FROM grupo_instructor
      WHERE cod_ficha = ${cod_ficha} AND id_instructor = ${id_instructor}`);
    const antes = { cod_ficha, id_instructor, cod_centro };
    const registro = `${cod_ficha}/${id_instructor}`;
    await record(tx, actor, { accion: "desasignar", tabla, registro, antes });
  }
}

/** The same words for an assignment that the caller may not see and for none at all. */
export function notAssigned(): ApiError {
  return new ApiError("no-encontrado", "Asignación no encontrada");
}

/**
 * The centre of a grupo, once this instructor may teach it: active, and of the same centre. Held
 * until the end, so that he is neither deactivated nor moved meanwhile.
 */
async function centreFor(tx: Db, user: UsuarioSesion, { cod_ficha, id_instructor }: Asignacion) {
  const grupo = await get(tx, user, cod_ficha);
  if (!grupo) throw notFound();
  const { cod_centro } = grupo;
  const [row] = await tx.rows(sql`
    SELECT estado FROM usuario
    WHERE id_usuario = ${id_instructor} AND id_rol = ${INSTRUCTOR} AND cod_centro = ${cod_centro}
    ${tx.locking}`);
  if (!row) {
    const where = `en el centro ${cod_centro}, que es el del grupo; revise id_instructor`;
    throw new ApiError("referencia", `No existe el instructor ${id_instructor} ${where}`);
  }
  if (row.estado) return cod_centro;
  const detail = `El instructor ${id_instructor} está inactivo; actívelo antes de asignarlo`;
  throw new ApiError("conflicto", detail);
}

async function exists(tx: Db, { cod_ficha, id_instructor }: Asignacion): Promise<boolean> {
  const found = await tx.rows(sql`
    SELECT cod_ficha FROM grupo_instructor
    WHERE cod_ficha = ${cod_ficha} AND id_instructor = ${id_instructor} ${tx.locking}`);
  return found.length > 0;
}

// An instructor works with his colleagues without knowing their documents and telephones.
function shownTo(user: UsuarioSesion, instructor: z.infer<typeof InstructorDeGrupo>) {
  const isPrivate = user.id_rol === INSTRUCTOR && user.id_usuario !== instructor.id_instructor;
  return isPrivate ? { ...instructor, identificacion: "", telefono: "" } : instructor;
}

function alreadyAssigned(cod_ficha: number, id_instructor: number) {
  const detail = `El instructor ${id_instructor} ya está asignado al grupo ${cod_ficha}`;
  return renameConstraint({ duplicate: new ApiError("duplicado", detail) });
}
