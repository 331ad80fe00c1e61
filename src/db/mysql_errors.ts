import { type Constraint, ConstraintError, DatabaseUnavailableError } from "./db.ts";

/** What mysql2 hangs on its errors. */
type Failure = { code?: string; errno?: number; fatal?: boolean; message?: string };

const CONSTRAINTS: Record<number, Constraint> = {
  1048: "required",
  1062: "duplicate",
  1364: "required",
  1451: "reference",
  1452: "reference",
  1264: "value", // out of range
  1265: "value", // data truncated
  1366: "value", // incorrect value
  1406: "value", // too long
  3819: "check", // MySQL
  4025: "check", // MariaDB
};

/** Lock wait timeout, deadlock or failed certification, record changed since it was read. */
const CLASHES = [1205, 1213, 1020];
/** This server cannot serve now and another one may: not in the cluster, or read-only. */
const OTHER_HOST = [1047, 1290, 1792, 1836, 1053, 1927];
/** Too many connections, statement deadline of the server. */
const BUSY = [1040, 1203, 1969, 3024, ...CLASHES];
/** The column or the index to add is there already, the one to drop is gone. */
const ALREADY_DONE = [1060, 1061, 1091];

/** The error of mysql2 as both engines say it; any other comes back as it was. */
export function translateMysql(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const { errno = 0, fatal, message = "" } = cause as Failure;
  const constraint = CONSTRAINTS[errno];
  if (constraint) return new ConstraintError(constraint, constraintName(message), { cause });
  if (isHostFailure(cause) || fatal || BUSY.includes(errno)) {
    return new DatabaseUnavailableError(`error ${errno}`, { cause });
  }
  return cause;
}

/** The whole transaction was undone, or must be, and the same work may pass the next time. */
export function isClash(error: unknown): boolean {
  return CLASHES.includes(failureOf(error).errno ?? 0);
}

/** The connection or its server is gone: the next attempt belongs to another connection. */
export function isHostFailure(error: unknown): boolean {
  const { fatal, errno = 0, message = "" } = failureOf(error);
  return fatal === true || OTHER_HOST.includes(errno) ||
    /closed state|Pool is closed/.test(message);
}

/** A change of the schema that an earlier, interrupted run had made. */
export function isAlreadyDone(error: unknown): boolean {
  return ALREADY_DONE.includes(failureOf(error).errno ?? 0);
}

function failureOf(error: unknown): Failure {
  const failure = error instanceof DatabaseUnavailableError ? error.cause : error;
  return failure instanceof Error ? failure as Failure : {};
}

// "Duplicate entry 'a@b.co' for key 'usuario_correo'" on MariaDB, "... 'usuario.usuario_correo'" on
// MySQL; "... CONSTRAINT `usuario_rol` FOREIGN KEY ..." for references.
function constraintName(message: string): string {
  return message.match(/for key '([^']*)'$/)?.[1] ?? message.match(/CONSTRAINT `([^`]*)`/)?.[1] ??
    "";
}
