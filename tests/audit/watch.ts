import type { Db } from "@/db/db.ts";
import type { Sql } from "@/db/sql.ts";

/** Tables that keep no fact of the centre: their rows come and go without a trail. */
const BOOKKEEPING = new Set([
  "agenda",
  "auditoria",
  "idempotencia",
  "importacion",
  "alcance_importacion",
  "importacion_fila",
  "limite_acceso",
  "migracion",
  "token_refresco",
  "token_restablecimiento",
  "turno",
]);

/** Whether a table keeps no fact of the centre. */
export function isBookkeeping(table: string): boolean {
  return BOOKKEEPING.has(table);
}

/** What an audit row must never carry: the field of a password, a bcrypt hash, a session token. */
const SECRET = /"\w*(pass_hash|password|token)":|\$2[aby]\$\d\d\$|eyJ[\w-]+\.eyJ/;

/**
 * The same database, which refuses what leaves no trail: the whole suite runs the application on it,
 * so whatever a test writes through a route proves that the audit row is in the same transaction.
 */
export function watched(db: Db): Db {
  return {
    engine: db.engine,
    locking: db.locking,
    rows: (query) => db.rows(query),
    execute(statement) {
      const table = factWritten(statement);
      if (!table) return db.execute(statement);
      throw new Error(`${table} is written outside a transaction, so without its audit row`);
    },
    transaction: (task) =>
      db.transaction(async (tx) => {
        const trail = { written: new Set<string>(), recorded: false };
        const result = await task(watchedTransaction(tx, trail));
        if (trail.recorded || trail.written.size === 0) return result;
        throw new Error(`${[...trail.written]} is written without an audit row`);
      }),
    withDeadline: (ms) => watched(db.withDeadline(ms)),
    stats: () => db.stats(),
    check: () => db.check(),
    close: () => db.close(),
  };
}

type Trail = { written: Set<string>; recorded: boolean };

function watchedTransaction(tx: Db, trail: Trail): Db {
  const self: Db = {
    ...watched(tx),
    async execute(statement) {
      const table = factWritten(statement);
      if (/^\s*INSERT INTO auditoria\b/.test(statement.text)) {
        trail.recorded = true;
        const secret = statement.values.find((value) => SECRET.test(String(value)));
        if (secret) throw new Error(`The audit row carries a secret: ${secret}`);
      }
      const outcome = await tx.execute(statement);
      if (table && outcome.affected > 0) trail.written.add(table);
      return outcome;
    },
    transaction: (task) => task(self),
    withDeadline: (ms) => watchedTransaction(tx.withDeadline(ms), trail),
  };
  return self;
}

/** The table of facts that a statement changes, if any. */
function factWritten({ text }: Sql): string | undefined {
  // A dearer hash of the same password, at sign-in: nothing that a person did.
  if (/^\s*UPDATE usuario SET pass_hash = \?\s+WHERE/.test(text)) return undefined;
  const table = text.match(/^\s*(?:INSERT INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+(\w+)/i)?.[1];
  return table && !isBookkeeping(table) ? table : undefined;
}
