import { type Constraint, ConstraintError, DatabaseUnavailableError } from "@/db/db.ts";

const CONSTRAINTS: Record<number, Constraint> = {
  275: "check",
  787: "reference",
  1299: "required",
  1555: "duplicate",
  1811: "reference",
  2067: "duplicate",
  3091: "value",
};

/** By the first byte of the code: the others say where it happened. Locking protocol: a race. */
const BUSY = [5, 6, 15];
const DAMAGED = "El archivo de la base de datos está dañado: restaure una copia de seguridad";
const NOT_OPENED = "No se pueden abrir los archivos de la base de datos: " +
  "revise el disco del servidor y sus permisos";
const FAULTS: Record<number, string> = {
  3: NOT_OPENED,
  7: "El servidor se quedó sin memoria",
  8: "El archivo de la base de datos es de solo lectura: revise el disco del servidor",
  10: "El disco del servidor falla",
  11: DAMAGED,
  13: "El disco del servidor está lleno: libere espacio",
  14: NOT_OPENED,
  26: DAMAGED,
};

/** The error of node:sqlite as both engines say it; any other comes back as it was. */
export function translateSqlite(cause: unknown): unknown {
  const errcode = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) : 0;
  const constraint = CONSTRAINTS[errcode];
  // "UNIQUE constraint failed: usuario.correo_plano"
  if (constraint) {
    return new ConstraintError(constraint, String(cause).split("failed: ")[1] ?? "", { cause });
  }
  const kind = errcode & 0xff;
  if (BUSY.includes(kind)) return new BusyError("the file is busy", { cause });
  const fault = FAULTS[kind];
  if (fault === DAMAGED) return new DamagedError(`code ${errcode}`, { cause, fault });
  if (fault) return new DatabaseUnavailableError(`code ${errcode}`, { cause, fault });
  return cause;
}

/** Somebody else writes: the same may pass in a moment. */
export class BusyError extends DatabaseUnavailableError {
  override name = "BusyError";
}

/** The file does not hold what it should; what is read from it next may look well. */
export class DamagedError extends DatabaseUnavailableError {
  override name = "DamagedError";
}

/** A column that an earlier run of a migration had added. */
export function isColumnThere(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("duplicate column name");
}
