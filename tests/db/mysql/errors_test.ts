import assert from "node:assert/strict";
import { DatabaseUnavailableError, UnknownOutcomeError } from "@/db/db.ts";
import { isClash, isHostFailure, isUndone, isUnknown, translateMysql } from "@/db/mysql/errors.ts";

type Kind = { clash?: true; host?: true; undone?: true; unknown?: true };

/** What a server says when a statement or a COMMIT does not pass, and what it means. */
const CASES: [errno: number, message: string, kind: Kind][] = [
  [1205, "Lock wait timeout exceeded; try restarting transaction", { clash: true }],
  [1213, "Deadlock found when trying to get lock", { clash: true }],
  [1020, "Record has changed since last read in table 'agenda'", { clash: true }],
  // Group Replication: another member was first.
  [3101, "Plugin instructed the server to rollback the current transaction.", { clash: true }],
  [1180, "Got error 149 - 'Lock deadlock; Retry transaction' during COMMIT", { clash: true }],
  // Galera without a primary component, at COMMIT; and a disk that is full.
  [1180, 'Got error 6 "No such device or address" during COMMIT', { host: true, unknown: true }],
  [1180, 'Got error 28 "No space left on device" during COMMIT', { host: true, unknown: true }],
  [3100, "Error on observer while running replication hook 'before_commit'.", {
    host: true,
    unknown: true,
  }],
  [1053, "Server shutdown in progress", { host: true, unknown: true }],
  [1047, "WSREP has not yet prepared node for application use", { host: true, undone: true }],
  [1290, "running with the --super-read-only option", { host: true, undone: true }],
  [3796, "group_replication_consistency cannot be used on the current member state", {
    host: true,
    undone: true,
  }],
  [3797, "Error while waiting for group transactions commit", { host: true, undone: true }],
  [1317, "Query execution was interrupted", { unknown: true }],
];

for (const [errno, message, kind] of CASES) {
  Deno.test(`errno ${errno}, "${message}": 503 and ${JSON.stringify(kind)}`, () => {
    const error = translateMysql(Object.assign(new Error(message), { errno }));
    assert.ok(error instanceof DatabaseUnavailableError);
    assert.deepEqual({
      ...isClash(error) && { clash: true },
      ...isHostFailure(error) && { host: true },
      ...isUndone(error) && { undone: true },
      ...isUnknown(error) && { unknown: true },
    }, kind);
    const wrapped = new UnknownOutcomeError("at COMMIT", { cause: error });
    assert.equal(isHostFailure(wrapped), kind.host ?? false, "the host is left for the next one");
  });
}
