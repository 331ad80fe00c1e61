import { type BulkRow, deleteBulk, insertBulk, updateBulk } from "@/db/bulk.ts";
import type { Db } from "@/db/db.ts";
import { ApiError, saying } from "@/http/problem.ts";
import type { ParteComparada } from "./compare.ts";
import { type Estado, nameOf } from "./plan.ts";
import { fingerprintOf, readState } from "./state.ts";
import { NOMBRES, TABLAS } from "./tables.ts";

/** How far it is, in percent. */
type OnProgress = (percent: number) => void;

/**
 * Writes what a preview promised.
 * @param huella what the preview found; where the database says something else now, nothing is done
 * @throws ApiError 409
 */
export async function apply(
  tx: Db,
  partes: readonly ParteComparada[],
  huella: string,
  onProgress: OnProgress,
): Promise<void> {
  const estado = await readState(tx, partes, tx.locking);
  onProgress(40);
  if (await fingerprintOf(partes, estado) !== huella) throw outdated();
  const writes = Map.groupBy(partes, ({ clase, tabla }) => `${clase} ${tabla}`);
  for (const [i, tabla] of NOMBRES.entries()) {
    const rows = (clase: string) =>
      (writes.get(`${clase} ${tabla}`) ?? []).map((it) => rowOf(it, 1));
    // Who creates the same meanwhile does so unseen by the locks on what was there.
    await insertBulk(tx, TABLAS[tabla], rows("nueva")).catch(saying({ duplicate: outdated() }));
    await updateBulk(tx, TABLAS[tabla], rows("cambiada"));
    onProgress(40 + Math.floor(60 * (i + 1) / NOMBRES.length));
  }
}

/**
 * Takes back what was written.
 * @throws ApiError 409 when any of it was changed since, or something depends on it
 */
export async function undo(
  tx: Db,
  partes: readonly ParteComparada[],
  onProgress: OnProgress,
): Promise<void> {
  const written = partes.filter(({ clase }) => clase !== "igual");
  const estado = await readState(tx, written, tx.locking);
  onProgress(40);
  const edited = written.filter((parte) => !isAsWritten(parte, estado));
  if (edited.length > 0) throw touched(edited);
  for (const [i, tabla] of NOMBRES.toReversed().entries()) {
    const own = written.filter((it) => it.tabla === tabla);
    const changed = own.filter(({ clase }) => clase === "cambiada");
    const created = own.filter(({ clase }) => clase === "nueva");
    await updateBulk(tx, TABLAS[tabla], changed.map((it) => rowOf(it, 0)));
    const gone = await deleteBulk(tx, TABLAS[tabla], created.map(({ key }) => key))
      .catch(saying({ reference: inUse(tabla) }));
    if (gone !== created.length) throw touched(created);
    onProgress(40 + Math.floor(60 * (i + 1) / NOMBRES.length));
  }
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
