import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { ApiError } from "@/http/problem.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { apply, undo } from "./apply.ts";
import type { ParteComparada } from "./compare.ts";
import type { Importing } from "./imports.ts";
import * as queries from "./queries.ts";
import { tracked } from "./tracking.ts";

/** For one statement: bulk work takes longer than what people ask for. */
const DEADLINE = 60_000;

type Act = {
  to: "confirmada" | "revertida";
  accion: string;
  /** @throws ApiError 409 when it is not the time for it */
  check: (importacion: queries.Guardada) => void;
  /** How the rows are read: which, and from where. */
  clases: ("nueva" | "cambiada" | "igual")[];
  lastFirst: boolean;
  write: (
    tx: Db,
    batches: AsyncIterable<ParteComparada[]>,
    importacion: queries.Guardada,
  ) => Promise<void>;
};

/**
 * Applies a preview, all or nothing. One that is applied already stays as it is.
 * @returns whether there is such an import that the caller sees
 * @throws ApiError 409
 */
export function confirm(importing: Importing, actor: Actor, id: number): Promise<boolean> {
  return act(importing, actor, id, {
    to: "confirmada",
    accion: "confirmar",
    check: ({ estado, vence_en }) => {
      if (estado === "revertida") throw wrong("Se revirtió: suba el archivo de nuevo");
      if (estado === "fallida") throw wrong("No sirvió: suba el archivo de nuevo");
      if (estado === "leyendo") throw wrong("Todavía se está leyendo el archivo: espere");
      if (estado === "vencida" || vence_en <= importing.clock().epochMilliseconds) {
        throw wrong("La vista previa venció: suba el archivo de nuevo");
      }
    },
    clases: ["nueva", "cambiada", "igual"],
    lastFirst: false,
    write: (tx, batches, { huella }) => apply(tx, batches, huella ?? ""),
  });
}

/** Undoes what was applied; what is undone already stays as it is. Otherwise like `confirm()`. */
export function revert(importing: Importing, actor: Actor, id: number): Promise<boolean> {
  return act(importing, actor, id, {
    to: "revertida",
    accion: "revertir",
    check: ({ estado }) => {
      if (estado !== "confirmada") throw wrong("No está confirmada: no hay nada que revertir");
    },
    clases: ["nueva", "cambiada"],
    lastFirst: true,
    write: undo,
  });
}

function act(
  importing: Importing,
  actor: Actor,
  id: number,
  { to, accion, check, clases, lastFirst, write }: Act,
): Promise<boolean> {
  const { db, user, progress } = importing;
  async function* batches(tx: Db, { conteos }: queries.Guardada) {
    const { nuevas = 0, cambiadas = 0, iguales = 0 } = conteos?.filas ?? {};
    const all = nuevas + cambiadas + (clases.includes("igual") ? iguales : 0);
    let done = 0;
    for await (const rows of queries.readRows(tx, id, clases, { lastFirst })) {
      yield rows.flatMap(({ detalle }) => "partes" in detalle ? detalle.partes : []);
      done += rows.length;
      progress.set(id, Math.floor(100 * done / all));
    }
  }
  return tracked(importing, id, () =>
    db.withDeadline(DEADLINE).transaction(async (tx) => {
      // One import at a time: two would find the same records missing.
      await tx.execute(sql`UPDATE turno SET seq = seq + 1 WHERE nombre = 'importacion'`);
      const importacion = await queries.get(tx, user, id);
      if (!importacion) return false;
      if (importacion.estado === to) return true;
      check(importacion);
      progress.set(id, 0);
      await write(tx, batches(tx, importacion), importacion);
      progress.set(id, 100); // who sees the new state sees this with it
      await queries.setState(tx, id, to, actor.now);
      const { tipo, archivo, cod_centro, conteos } = importacion;
      const despues = { tipo, archivo, cod_centro, conteos };
      await record(tx, actor, { accion, tabla: "importacion", registro: id, despues });
      return true;
    }));
}

function wrong(detail: string): ApiError {
  return new ApiError("conflicto", detail);
}
