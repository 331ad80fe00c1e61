import * as z from "zod";
import { ConstraintError, type Db } from "@/db/db.ts";
import { assignments, insertion, type Sql, sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { ApiError } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import {
  type CambiosLimiteHoras,
  type FiltroLimites,
  LimiteHoras,
  type NuevoLimiteHoras,
} from "./schemas.ts";

const COLUMNS = sql`
  id_limite, tipo_contrato, unidad, max_horas, vigente_desde, vigente_hasta, cod_centro, efecto`;

/** Everybody sees the general limits, and those of his own centre. */
function visibleTo(user: UsuarioSesion): Sql[] {
  if (user.id_rol === SUPERADMIN) return [];
  return [sql`(cod_centro IS NULL OR cod_centro = ${user.cod_centro})`];
}

/** An admin changes those of his centre; the general ones are the superadmin's. */
function changeableBy(user: UsuarioSesion): Sql[] {
  return user.id_rol === SUPERADMIN ? [] : [sql`cod_centro = ${user.cod_centro}`];
}

export function list(db: Db, user: UsuarioSesion, { cod_centro, ...pagina }: FiltroLimites) {
  const ofCentre = cod_centro === undefined ? [] : [sql`cod_centro = ${cod_centro}`];
  return readPage(db, LimiteHoras, {
    columns: COLUMNS,
    from: sql`limite_horas`,
    matching: [...visibleTo(user), ...ofCentre],
    order: sql`tipo_contrato_orden, unidad, vigente_desde, id_limite`,
    ...pagina,
  });
}

export function get(db: Db, user: UsuarioSesion, id: number) {
  return getOne(db, [sql`id_limite = ${id}`, ...visibleTo(user)]);
}

/** Every limit that may count for instructors of this centre. */
export async function listForCentro(db: Db, cod_centro: number) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM limite_horas WHERE cod_centro IS NULL OR cod_centro = ${cod_centro}`);
  return z.array(LimiteHoras).parse(rows);
}

export async function create(tx: Db, actor: Actor, nuevo: NuevoLimiteHoras) {
  const columns = [
    "tipo_contrato",
    "unidad",
    "max_horas",
    "vigente_desde",
    "vigente_hasta",
    "cod_centro",
    "efecto",
  ] as const;
  const { insertId } = await tx.execute(sql`
    INSERT INTO limite_horas ${insertion(nuevo, columns)}`).catch(nameUnknownCentro);
  const limite = { id_limite: insertId, ...nuevo };
  const entry = { accion: "crear", tabla: "limite_horas", registro: insertId, despues: limite };
  await record(tx, actor, entry);
  return limite;
}

export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  id: number,
  cambios: CambiosLimiteHoras,
) {
  return changeRecord(db, actor, {
    ...recordOf(user, id),
    write: (tx) => {
      const set = assignments(cambios, [
        "tipo_contrato",
        "unidad",
        "max_horas",
        "vigente_desde",
        "vigente_hasta",
        "efecto",
      ]);
      return tx.execute(sql`UPDATE limite_horas SET ${set} WHERE id_limite = ${id}`);
    },
  });
}

export function remove(db: Db, user: UsuarioSesion, actor: Actor, id: number): Promise<boolean> {
  return removeRecord(db, actor, recordOf(user, id));
}

function recordOf(user: UsuarioSesion, id: number) {
  const key = sql`id_limite = ${id}`;
  const read = (tx: Db) => getOne(tx, [key, ...changeableBy(user)]);
  return { table: sql`limite_horas`, key, registro: id, read };
}

async function getOne(db: Db, conditions: Sql[]) {
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM limite_horas ${where(conditions)}`);
  return row && LimiteHoras.parse(row);
}

function nameUnknownCentro(error: unknown): never {
  if (error instanceof ConstraintError && error.constraint === "reference") {
    throw new ApiError("referencia", "No existe ese centro de formación; revise cod_centro");
  }
  throw error;
}
