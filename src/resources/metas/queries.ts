import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre, inScope } from "@/http/scope.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import { type CambiosMeta, type FiltroMetas, Meta, type NuevaMeta } from "./schemas.ts";

const COLUMNS = sql`id_meta, anio, cod_centro, concepto, valor`;
const CENTRO = sql`cod_centro`;

export function list(db: Db, user: UsuarioSesion, filtro: FiltroMetas) {
  const { anio, cod_centro, ...pagina } = filtro;
  return readPage(db, Meta, {
    columns: COLUMNS,
    from: sql`metas`,
    matching: [
      ...inScope(user, CENTRO),
      ...(anio === undefined ? [] : [sql`anio = ${anio}`]),
      ...(cod_centro === undefined ? [] : [sql`cod_centro = ${cod_centro}`]),
    ],
    order: sql`cod_centro, anio DESC, concepto_orden, id_meta`,
    ...pagina,
  });
}

export async function get(db: Db, user: UsuarioSesion, id_meta: number) {
  const matching = where([sql`id_meta = ${id_meta}`, ...inScope(user, CENTRO)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM metas ${matching}`);
  return row && Meta.parse(row);
}

/** @returns the new id */
export async function create(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  nueva: NuevaMeta,
): Promise<number> {
  const { cod_centro = user.cod_centro } = nueva;
  const unknown = new ApiError(
    "referencia",
    `No existe el centro ${cod_centro}; revise cod_centro`,
  );
  if (!canUseCentre(user, cod_centro)) throw unknown;
  const row = { ...nueva, cod_centro };
  const { insertId } = await tx.execute(sql`
    INSERT INTO metas ${insertion(row, ["anio", "cod_centro", "concepto", "valor"])}`)
    .catch(renameConstraint({ duplicate: DUPLICATE, reference: unknown }));
  const entry = { accion: "crear", tabla: "metas", registro: insertId, despues: row };
  await record(tx, actor, entry);
  return insertId;
}

/** The goal as it was left, or undefined when the caller sees no such goal. */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_meta, cambios }: { id_meta: number; cambios: CambiosMeta },
) {
  return changeRecord(db, actor, {
    ...recordOf(user, id_meta),
    write: async (tx) => {
      const set = assignments(cambios, ["anio", "concepto", "valor"]);
      await tx.execute(sql`UPDATE metas SET ${set} WHERE id_meta = ${id_meta}`)
        .catch(renameConstraint({ duplicate: DUPLICATE }));
    },
  });
}

/** Whether there was one to remove that the caller sees. */
export function remove(db: Db, user: UsuarioSesion, actor: Actor, id_meta: number) {
  return removeRecord(db, actor, recordOf(user, id_meta));
}

const DUPLICATE = new ApiError(
  "duplicado",
  "El centro ya tiene una meta con ese concepto para ese año; cámbiela",
  { errors: [{ campo: "concepto", mensaje: "Ya tiene meta para ese año" }] },
);

function recordOf(user: UsuarioSesion, id_meta: number) {
  return {
    table: sql`metas`,
    key: sql`id_meta = ${id_meta}`,
    registro: id_meta,
    read: (tx: Db) => get(tx, user, id_meta),
  };
}
