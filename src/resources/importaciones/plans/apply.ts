import { type BulkRow, deleteBulk, insertBulk, updateBulk } from "@/db/bulk.ts";
import type { Db } from "@/db/db.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import type { ParteComparada } from "./compare.ts";
import { type Estado, nameOf } from "./plan.ts";
import { createFingerprint, readState } from "./state.ts";
import { NOMBRES, type Tabla, TABLAS } from "./tables.ts";

/** What was kept of a preview, a few rows at a time. */
type Batches = Iterable<readonly ParteComparada[]>;

/**
 * Writes what a preview promised.
 * @param huella what the preview found; where the database says something else now, all is undone
 * @throws ApiError 409
 */
export async function apply(tx: Db, batches: Batches, huella: string): Promise<void> {
  const fingerprint = createFingerprint();
  // What was there when it was compared fits together: now it does not.
  const words = { duplicate: outdated(), reference: outdated(), check: outdated() };
  for (const partes of batches) {
    fingerprint.add(partes, await readState(tx, partes, tx.locking));
    for (const tabla of NOMBRES) {
      const { created, changed } = writesOf(partes, tabla);
      await insertBulk(tx, TABLAS[tabla], created.map((it) => rowOf(it, 1))).catch(
        renameConstraint(words),
      );
      await updateBulk(tx, TABLAS[tabla], changed.map((it) => rowOf(it, 1))).catch(
        renameConstraint(words),
      );
    }
  }
  if (fingerprint.end() !== huella) throw outdated();
}

/**
 * Takes back what was written.
 * @param batches the last rows first, for what came later may depend on what came before
 * @throws ApiError 409 when any of it was changed since, or something depends on it
 */
export async function undo(tx: Db, batches: Batches): Promise<void> {
  const edited: ParteComparada[] = [];
  for (const partes of batches) {
    const written = partes.filter(({ clase }) => clase !== "igual");
    const estado = await readState(tx, written, tx.locking);
    edited.push(...written.filter((parte) => !isAsWritten(parte, estado)));
    if (edited.length > 0) continue; // only to tell all of it
    for (const tabla of NOMBRES.toReversed()) {
      const { created, changed } = writesOf(written, tabla);
      await updateBulk(tx, TABLAS[tabla], changed.map((it) => rowOf(it, 0)));
      const gone = await deleteBulk(tx, TABLAS[tabla], created.map(({ key }) => key))
        .catch(renameConstraint({ reference: inUse(tabla) }));
      if (gone !== created.length) throw touched(created);
    }
  }
  if (edited.length > 0) throw touched(edited);
}

function writesOf(partes: readonly ParteComparada[], tabla: Tabla) {
  const own = partes.filter((it) => it.tabla === tabla);
  const of = (clase: string) => own.filter((it) => it.clase === clase);
  return { created: of("nueva"), changed: of("cambiada") };
}

/** @param side 0 for what was there before, 1 for what the file says */
function rowOf({ key, cambios }: ParteComparada, side: 0 | 1): BulkRow {
  const values = Object.entries(cambios).map(([campo, change]) => [campo, change[side]]);
  return { key, values: Object.fromEntries(values) };
}

function isAsWritten({ tabla, key, clase, cambios }: ParteComparada, estado: Estado): boolean {
  const now = estado.get(nameOf(tabla, key));
  if (!now) return false;
  const { columns, empty = null } = TABLAS[tabla];
  return columns.every((column) => {
    const [, written] = cambios[column] ?? [];
    if (written === undefined) return clase === "cambiada" || now[column] === empty;
    return now[column] === written;
  });
}

function outdated(): ApiError {
  const detail = "Los datos cambiaron desde que se hizo la vista previa: suba el archivo de nuevo";
  return new ApiError("conflicto", detail);
}

const SHOWN = 3;

function touched(partes: readonly ParteComparada[]): ApiError {
  const names = partes.slice(0, SHOWN).map(({ tabla, key }) => `${tabla} ${key.join("/")}`);
  const more = partes.length > SHOWN ? ` y ${partes.length - SHOWN} más` : "";
  const detail = `No se puede revertir: después de importar se cambió ${names.join(", ")}${more}`;
  return new ApiError("conflicto", detail);
}

function inUse(tabla: string): ApiError {
  const detail = `No se puede revertir: algo de lo importado ya se usa (${tabla})`;
  return new ApiError("referencia", detail);
}
