import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record, removeRecord } from "@/resources/auditoria/queries.ts";
import {
  type CambiosResultado,
  type FiltroResultados,
  type NuevoResultado,
  Resultado,
} from "./schemas.ts";

const COLUMNS = sql`cod_resultado, nombre, cod_competencia`;

export function list(db: Db, { cod_competencia, ...pagina }: FiltroResultados) {
  return readPage(db, Resultado, {
    columns: COLUMNS,
    from: sql`resultado_aprendizaje`,
    matching: cod_competencia === undefined ? [] : [sql`cod_competencia = ${cod_competencia}`],
    order: sql`cod_resultado`,
    ...pagina,
  });
}

/** All of a competencia, by name: their names start with their number. */
export async function listByCompetencia(db: Db, cod_competencia: number) {
  const rows = await db.rows(sql`
    SELECT ${COLUMNS} FROM resultado_aprendizaje
    WHERE cod_competencia = ${cod_competencia} ORDER BY nombre_orden, cod_resultado`);
  return z.array(Resultado).parse(rows);
}

export async function get(db: Db, cod_resultado: number) {
  const [row] = await db.rows(sql`
    SELECT ${COLUMNS} FROM resultado_aprendizaje WHERE cod_resultado = ${cod_resultado}`);
  return row && Resultado.parse(row);
}

export async function create(tx: Db, actor: Actor, nuevo: NuevoResultado): Promise<number> {
  const { cod_resultado, cod_competencia } = nuevo;
  const row = insertion(nuevo, ["cod_resultado", "nombre", "cod_competencia"]);
  await tx.execute(sql`INSERT INTO resultado_aprendizaje ${row}`).catch(renameConstraint({
    duplicate: new ApiError(
      "duplicado",
      `Ya existe el resultado ${cod_resultado}; use otro código`,
    ),
    reference: unknownCompetencia(cod_competencia),
  }));
  const tabla = "resultado_aprendizaje";
  await record(tx, actor, { accion: "crear", tabla, registro: cod_resultado, despues: nuevo });
  return cod_resultado;
}

/** The resultado as it was left, or undefined when there is none. */
export function update(db: Db, actor: Actor, cod_resultado: number, cambios: CambiosResultado) {
  return changeRecord(db, actor, {
    ...recordOf(cod_resultado),
    write: async (tx, before) => {
      const { cod_competencia = before.cod_competencia } = cambios;
      if (cod_competencia !== before.cod_competencia) await refuseMoving(tx, cod_resultado);
      const set = assignments(cambios, ["nombre", "cod_competencia"]);
      await tx.execute(sql`
        UPDATE resultado_aprendizaje SET ${set} WHERE cod_resultado = ${cod_resultado}`)
        .catch(renameConstraint({ reference: unknownCompetencia(cod_competencia) }));
    },
  });
}

/** Whether there was one to remove. */
export function remove(db: Db, actor: Actor, cod_resultado: number): Promise<boolean> {
  return removeRecord(db, actor, recordOf(cod_resultado)).catch(renameConstraint({
    reference: new ApiError(
      "referencia",
      `El resultado ${cod_resultado} está en uso y no se puede borrar`,
    ),
  }));
}

// Each session names its competencia too, and the two must agree.
async function refuseMoving(tx: Db, cod_resultado: number): Promise<void> {
  const used = await tx.rows(sql`
    SELECT 1 AS uno FROM programacion WHERE cod_resultado = ${cod_resultado} LIMIT 1`);
  if (used.length === 0) return;
  throw new ApiError(
    "conflicto",
    `El resultado ${cod_resultado} ya está programado con su competencia: cree otro resultado`,
  );
}

function unknownCompetencia(cod_competencia: number): ApiError {
  const detail = `No existe la competencia ${cod_competencia}; revise cod_competencia`;
  return new ApiError("referencia", detail);
}

function recordOf(cod_resultado: number) {
  return {
    table: sql`resultado_aprendizaje`,
    key: sql`cod_resultado = ${cod_resultado}`,
    registro: cod_resultado,
    read: (tx: Db) => get(tx, cod_resultado),
  };
}
