import { type Constraint, ConstraintError, DatabaseUnavailableError } from "./db.ts";

const CONSTRAINTS: Record<number, Constraint> = {
  275: "check",
  787: "reference",
  1299: "required",
  1555: "duplicate",
  1811: "reference",
  2067: "duplicate",
  3091: "value",
};
const BUSY = [5, 6, 261, 517]; // busy, locked, busy in recovery, busy snapshot

/** The error of node:sqlite as both engines say it; any other comes back as it was. */
export function translateSqlite(cause: unknown): unknown {
  const errcode = cause instanceof Error && "errcode" in cause ? Number(cause.errcode) : 0;
  const constraint = CONSTRAINTS[errcode];
  // "UNIQUE constraint failed: usuario.correo_plano"
  if (constraint) {
    return new ConstraintError(constraint, String(cause).split("failed: ")[1] ?? "", { cause });
  }
  if (BUSY.includes(errcode)) return new DatabaseUnavailableError("the file is busy", { cause });
  return cause;
}

/** A column that an earlier run of a migration had added. */
export function isColumnThere(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("duplicate column name");
}
