import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql, where } from "@/db/sql.ts";
import { containing, sameness } from "@/db/text.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre, inScope } from "@/http/scope.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";
import {
  Ambiente,
  type CambiosAmbiente,
  type FiltroAmbientes,
  type NuevoAmbiente,
} from "./schemas.ts";

const COLUMNS = sql`
  nombre_ambiente, num_max_aprendices, municipio, ubicacion, cod_centro, id_ambiente, estado`;

const CENTRO = sql`cod_centro`;

export function list(db: Db, user: UsuarioSesion, filtro: FiltroAmbientes) {
  const { cod_centro, estado, q, ...pagina } = filtro;
  return readPage(db, Ambiente, {
    columns: COLUMNS,
    from: sql`ambiente_formacion`,
    matching: [
      ...inScope(user, CENTRO),
      ...(cod_centro === undefined ? [] : [sql`cod_centro = ${cod_centro}`]),
      ...(estado === undefined ? [] : [sql`estado = ${estado}`]),
      ...(q === undefined ? [] : [sql`busqueda LIKE ${containing(q)} ESCAPE '!'`]),
    ],
    // By centre first, as the index has them.
    order: sql`cod_centro, nombre_orden, id_ambiente`,
    ...pagina,
  });
}

/** All of one centre, active or not, by name; none where the caller does not see that centre. */
export async function listByCentro(db: Db, user: UsuarioSesion, cod_centro: number) {
  const matching = where([sql`cod_centro = ${cod_centro}`, ...inScope(user, CENTRO)]);
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM ambiente_formacion ${matching} ORDER BY nombre_orden, id_ambiente`);
  return z.array(Ambiente).parse(rows);
}

export async function get(db: Db, user: UsuarioSesion, id_ambiente: number) {
  const matching = where([sql`id_ambiente = ${id_ambiente}`, ...inScope(user, CENTRO)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM ambiente_formacion ${matching}`);
  return row && Ambiente.parse(row);
}

/** @returns the new id */
export async function create(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  nuevo: NuevoAmbiente,
): Promise<number> {
  const { cod_centro } = nuevo;
  if (!canUseCentre(user, cod_centro)) throw unknownCentro(cod_centro);
  const row = insertion(nuevo, [
    "nombre_ambiente",
    "num_max_aprendices",
    "municipio",
    "ubicacion",
    "cod_centro",
    "estado",
  ]);
  const { insertId } = await tx.execute(sql`INSERT INTO ambiente_formacion ${row}`)
    .catch(renameConstraint({ duplicate: repeated(nuevo), reference: unknownCentro(cod_centro) }));
  const tabla = "ambiente_formacion";
  await record(tx, actor, { accion: "crear", tabla, registro: insertId, despues: nuevo });
  return insertId;
}

type Change = {
  id_ambiente: number;
  cambios: CambiosAmbiente | ((before: Ambiente) => CambiosAmbiente);
};

/** The ambiente as it was left, or undefined when the caller sees no such ambiente. */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { id_ambiente, cambios }: Change,
) {
  return changeRecord(db, actor, {
    ...recordOf(user, id_ambiente),
    write: async (tx, before) => {
      const given = typeof cambios === "function" ? cambios(before) : cambios;
      const cod_centro = given.cod_centro ?? before.cod_centro;
      if (!canUseCentre(user, cod_centro)) throw unknownCentro(cod_centro);
      if (cod_centro !== before.cod_centro) await refuseMoving(tx, id_ambiente);
      const set = assignments(given, [
        "nombre_ambiente",
        "num_max_aprendices",
        "municipio",
        "ubicacion",
        "cod_centro",
        "estado",
      ]);
      if (set.text === "") throw unchanged();
      const nombre_ambiente = given.nombre_ambiente ?? before.nombre_ambiente;
      const renamed = sameness(nombre_ambiente) !== sameness(before.nombre_ambiente);
      const leaves = renamed || cod_centro !== before.cod_centro;
      await tx.execute(sql`
        UPDATE ambiente_formacion SET ${set}${leaves ? sql`, repeticion = 0` : sql``}
        WHERE id_ambiente = ${id_ambiente}`)
        .catch(renameConstraint({
          duplicate: repeated({ nombre_ambiente, cod_centro }),
          reference: unknownCentro(cod_centro),
        }));
      if (leaves) await passNameOn(tx, before);
      if (given.nombre_ambiente) await refreshSearch(tx, sql`g.id_ambiente = ${id_ambiente}`);
    },
  });
}

/** Whether there was one to remove that the caller sees. */
export function remove(db: Db, user: UsuarioSesion, actor: Actor, id_ambiente: number) {
  const record = recordOf(user, id_ambiente);
  return removeRecord(db, actor, { ...record, afterwards: passNameOn }).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `El ambiente ${id_ambiente} está en uso por grupos o programaciones; desactívelo`,
    ),
  }));
}

/**
 * A name belongs to one room of a centre. Where more rooms had it before that was so, the next of
 * them has it for its own once the first is called otherwise or gone.
 */
async function passNameOn(tx: Db, { cod_centro, nombre_ambiente }: Ambiente): Promise<void> {
  const [next] = await tx.rows(sql`
    SELECT id_ambiente, repeticion FROM ambiente_formacion
    WHERE cod_centro = ${cod_centro} AND nombre_igual = ${sameness(nombre_ambiente)}
    ORDER BY repeticion LIMIT 1 ${tx.locking}`);
  if (!next || next.repeticion === 0) return;
  await tx.execute(sql`
    UPDATE ambiente_formacion SET repeticion = 0 WHERE id_ambiente = ${Number(next.id_ambiente)}`);
}

// What takes place in it would be left with the ambiente of another centre.
async function refuseMoving(tx: Db, id_ambiente: number): Promise<void> {
  const used = await tx.rows(sql`
    SELECT 1 AS uno FROM ambiente_formacion WHERE id_ambiente = ${id_ambiente} AND (
      EXISTS (SELECT 1 FROM grupo g WHERE g.id_ambiente = ${id_ambiente})
      OR EXISTS (SELECT 1 FROM programacion p WHERE p.id_ambiente = ${id_ambiente}))`);
  if (used.length === 0) return;
  throw new ApiError(
    "conflicto",
    `El ambiente ${id_ambiente} está en uso en su centro: cree otro en el centro nuevo`,
  );
}

// The words of the older server, whose clients show them.
function unchanged(): ApiError {
  return new ApiError("no-encontrado", "Ambiente no encontrado o sin cambios");
}

function repeated(ambiente: { nombre_ambiente: string; cod_centro: number }): ApiError {
  const { nombre_ambiente, cod_centro } = ambiente;
  return new ApiError(
    "duplicado",
    `El centro ${cod_centro} ya tiene un ambiente "${nombre_ambiente}"; póngale otro nombre`,
    { errors: [{ campo: "nombre_ambiente", mensaje: "Ya hay otro ambiente con ese nombre" }] },
  );
}

function unknownCentro(cod_centro: number): ApiError {
  return new ApiError("referencia", `No existe el centro ${cod_centro}; revise cod_centro`);
}

function recordOf(user: UsuarioSesion, id_ambiente: number) {
  return {
    table: sql`ambiente_formacion`,
    key: sql`id_ambiente = ${id_ambiente}`,
    registro: id_ambiente,
    read: (tx: Db) => get(tx, user, id_ambiente),
  };
}
