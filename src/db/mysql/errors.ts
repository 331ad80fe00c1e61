import {
  type Constraint,
  ConstraintError,
  DatabaseUnavailableError,
  LostWriteError,
  UnknownOutcomeError,
} from "@/db/db.ts";

/** What mysql2 hangs on its errors. */
type Failure = { errno?: number; fatal?: boolean; message?: string };

const CONSTRAINTS: Record<number, Constraint> = {
  1048: "required",
  1062: "duplicate",
  1364: "required",
  1451: "reference",
  1452: "reference",
  1264: "value", // out of range
  1265: "value", // data truncated
  1292: "value", // not a date
  1366: "value", // incorrect value
  1406: "value", // too long
  1690: "value", // a result out of range
  3819: "check", // MySQL
  4025: "check", // MariaDB
};

/**
 * Lock wait timeout, deadlock or failed certification, record changed since it was read, failed
 * certification in Group Replication.
 */
const CLASHES = [1205, 1213, 1020, 3101];
/** Any error of the storage engine, at COMMIT; with this in its text it is a deadlock. */
const ENGINE_FAILURE = 1180, DEADLOCK = /\berror 149\b/;
/**
 * Not in the cluster, read-only, not able to catch up with the group, or disconnected for being idle:
 * the statement was refused before it did anything.
 */
const REFUSED = [1047, 1290, 1792, 1836, 3796, 3797, 3798, 3799, 4031];
/**
 * Shutting down, somebody ended the connection, or the node lost its cluster: another server may
 * serve.
 */
const ENDING = [1053, 1927, 3100];
/** Somebody ended the statement: a cluster does that to whoever stands in the way of another node. */
const INTERRUPTED = 1317;
/** Too many connections or prepared statements, one to be prepared again, the limit for a statement. */
const BUSY = [1040, 1203, 1461, 1615, 1969, 3024, INTERRUPTED];
/** The column or the index to add is there already, the one to drop is gone. */
const ALREADY_DONE = [1060, 1061, 1091];

/** Nothing came back in time: a frozen server, or one that is still at it. */
export class LateError extends DatabaseUnavailableError {
  override name = "LateError";
}

/** The error of mysql2 as both engines say it; any other comes back as it was. */
export function translateMysql(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof DatabaseUnavailableError) return cause;
  const { errno = 0, message = "" } = cause as Failure;
  const constraint = CONSTRAINTS[errno];
  if (constraint) return new ConstraintError(constraint, nameIn(message), { cause });
  if (isHostFailure(cause) || isClash(cause) || BUSY.includes(errno)) {
    return new DatabaseUnavailableError(message, { cause });
  }
  return cause;
}

/** The whole transaction was undone, or must be, and the same work may pass the next time. */
export function isClash(error: unknown): boolean {
  const { errno = 0, message = "" } = failureOf(error);
  return error instanceof LostWriteError || CLASHES.includes(errno) ||
    (errno === ENGINE_FAILURE && DEADLOCK.test(message));
}

/** Whether a change that failed like this may have been stored all the same. */
export function isUnknown(error: unknown): boolean {
  if (error instanceof UnknownOutcomeError) return true;
  return !isClash(error) && !isUndone(error) && (isHostFailure(error) || isInterrupted(error));
}

/** The statement did not end by itself; what it was part of may pass the next time. */
export function isInterrupted(error: unknown): boolean {
  return failureOf(error).errno === INTERRUPTED;
}

/** The connection or its server is of no use any more: the next attempt belongs to another. */
export function isHostFailure(error: unknown): boolean {
  const { fatal, errno = 0 } = failureOf(error);
  return rootOf(error) instanceof LateError || fatal === true || ENDING.includes(errno) ||
    (errno === ENGINE_FAILURE && !isClash(error)) || isUndone(error);
}

/** A host failure that is sure to have changed nothing: a single write may be tried again. */
export function isUndone(error: unknown): boolean {
  const { errno = 0, message = "" } = failureOf(error);
  return REFUSED.includes(errno) || /closed state|Pool is closed/.test(message);
}

/** A change of the schema that an earlier, interrupted run had made. */
export function isAlreadyDone(error: unknown): boolean {
  return ALREADY_DONE.includes(failureOf(error).errno ?? 0);
}

function failureOf(error: unknown): Failure {
  const root = rootOf(error);
  return root instanceof Error && !(root instanceof DatabaseUnavailableError) ? root : {};
}

/** What the driver said, where an error of ours was made from it. */
function rootOf(error: unknown): unknown {
  return error instanceof DatabaseUnavailableError && error.cause ? rootOf(error.cause) : error;
}

// "Duplicate entry 'a@b.co' for key 'usuario_correo'" on MariaDB, "... 'usuario.usuario_correo'" on
// MySQL; "... CONSTRAINT `usuario_rol` FOREIGN KEY ..." and "CONSTRAINT `grupo.CONSTRAINT_1` failed"
// and "Check constraint 'grupo_chk_1' is violated"; "Column 'correo' cannot be null", "Data too long
// for column 'correo'", "Field 'correo' doesn't have a default value".
const NAMES = [/for key '([^']*)'$/, /constraint [`']([^`']*)[`']/i, /(?:column|field) '([^']*)'/i];

function nameIn(message: string): string {
  for (const name of NAMES) {
    const found = message.match(name)?.[1];
    if (found) return found;
  }
  return "";
}
