import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { ApiError } from "@/http/text/problem.ts";
import { record } from "@/resources/auditoria/queries.ts";
import { createGathering, type Side } from "./affected.ts";
import { type Importing, toApiError } from "./imports.ts";
import type { Job } from "./jobs.ts";
import { refuseOlder } from "./older.ts";
import { apply, undo } from "./plans/apply.ts";
import type { ParteComparada } from "./plans/compare.ts";
import * as queries from "./queries.ts";
import { tracked } from "./tracking.ts";

/** For one statement: bulk work takes longer than what people ask for. */
const DEADLINE = 60_000;
/** Where reading what was kept ends, in percent. */
const READ = 50;

type Act = {
  to: "confirmada" | "revertida";
  accion: string;
  /** @throws ApiError 409 when it is not the time for it */
  check: (importacion: queries.Guardada, tx: Db) => void | Promise<void>;
  /** How the rows are read: which, and from where. */
  clases: ("nueva" | "cambiada" | "igual")[];
  lastFirst: boolean;
  /** What is there afterwards. */
  side: Side;
  write: (
    tx: Db,
    batches: Iterable<ParteComparada[]>,
    importacion: queries.Guardada,
  ) => Promise<void>;
};

/**
 * Applies a preview, all or nothing. One that is applied already stays as it is.
 * @param anterior whether the caller wants it although there are newer data
 * @returns whether there is such an import that the caller sees
 * @throws ApiError 409
 */
export function confirm(
  importing: Importing,
  actor: Actor,
  id: number,
  { anterior = false } = {},
): Promise<boolean> {
  const elsewhere = runElsewhere(importing, { act: "confirm", id, actor, anterior });
  return elsewhere ?? confirmHere(importing, actor, id, { anterior });
}

/** The same in this thread. */
export function confirmHere(
  importing: Importing,
  actor: Actor,
  id: number,
  { anterior = false } = {},
): Promise<boolean> {
  return act(importing, actor, id, {
    to: "confirmada",
    accion: "confirmar",
    check: async (importacion, tx) => {
      const { estado, vence_en } = importacion;
      if (estado === "revertida") throw wrong("Se revirtió: suba el archivo de nuevo");
      if (estado === "fallida") throw wrong("No sirvió: suba el archivo de nuevo");
      if (estado === "leyendo") throw wrong("Todavía se está leyendo el archivo: espere");
      if (estado === "vencida" || vence_en <= importing.clock().epochMilliseconds) {
        throw wrong("La vista previa venció: suba el archivo de nuevo");
      }
      if (!anterior) await refuseOlder(tx, importacion);
    },
    clases: ["nueva", "cambiada", "igual"],
    lastFirst: false,
    side: 1,
    write: (tx, batches, { huella }) => apply(tx, batches, huella ?? ""),
  });
}

/** Undoes what was applied; what is undone already stays as it is. Otherwise like `confirm()`. */
export function revert(importing: Importing, actor: Actor, id: number): Promise<boolean> {
  const elsewhere = runElsewhere(importing, { act: "revert", id, actor });
  return elsewhere ?? revertHere(importing, actor, id);
}

/** The same in this thread. */
export function revertHere(importing: Importing, actor: Actor, id: number): Promise<boolean> {
  return act(importing, actor, id, {
    to: "revertida",
    accion: "revertir",
    check: ({ estado }) => {
      if (estado !== "confirmada") throw wrong("No está confirmada: no hay nada que revertir");
    },
    clases: ["nueva", "cambiada"],
    lastFirst: true,
    side: 0,
    write: undo,
  });
}

async function act(
  importing: Importing,
  actor: Actor,
  id: number,
  { to, accion, check, clases, lastFirst, side, write }: Act,
): Promise<boolean> {
  const { db, user, progress } = importing;
  return await tracked(importing, id, async () => {
    const batches = await readBatches(importing, id, { to, clases, lastFirst });
    const gathering = createGathering(side);
    function* told() {
      for (const [i, batch] of batches.entries()) {
        yield batch;
        gathering.add(batch);
        progress.set(id, READ + Math.floor((99 - READ) * (i + 1) / batches.length));
      }
    }
    return await db.withDeadline(DEADLINE).transaction(async (tx) => {
      // One import at a time: two would find the same records missing.
      await tx.execute(sql`UPDATE turno SET seq = seq + 1 WHERE nombre = 'importacion'`);
      const importacion = await queries.get(tx, user, id);
      if (!importacion) return false;
      if (importacion.estado === to) return true;
      await check(importacion, tx);
      await write(tx, told(), importacion);
      const afectadas = await gathering.read(tx, importing);
      progress.set(id, 100); // who sees the new state sees this with it
      await queries.setState(tx, id, { estado: to, afectadas }, actor.now);
      const { tipo, archivo, cod_centro, conteos } = importacion;
      const despues = { tipo, archivo, cod_centro, conteos };
      await record(tx, actor, { accion, tabla: "importacion", registro: id, despues });
      return true;
    });
  });
}

/**
 * What was kept of a preview. The rows of one that was read never change, so they are read before the
 * transaction: while it is open, others wait with their writes.
 */
async function readBatches(
  { db, user, progress }: Importing,
  id: number,
  { to, clases, lastFirst }: Pick<Act, "to" | "clases" | "lastFirst">,
): Promise<ParteComparada[][]> {
  const { estado, conteos } = await queries.get(db, user, id) ?? {};
  if (!conteos || estado === to) return [];
  const { nuevas, cambiadas, iguales } = conteos.filas;
  const all = nuevas + cambiadas + (clases.includes("igual") ? iguales : 0);
  const batches: ParteComparada[][] = [];
  let done = 0;
  for await (const rows of queries.readRows(db, id, clases, { lastFirst })) {
    batches.push(rows.flatMap(({ detalle }) => "partes" in detalle ? detalle.partes : []));
    done += rows.length;
    progress.set(id, Math.floor(READ * done / (all || 1)));
  }
  return batches;
}

function runElsewhere(importing: Importing, job: Job): Promise<boolean> | undefined {
  return importing.thread?.run(importing, job).then((found) => found === true, toApiError);
}

function wrong(detail: string): ApiError {
  return new ApiError("conflicto", detail);
}
