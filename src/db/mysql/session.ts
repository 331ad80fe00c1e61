import type mysql from "mysql2";
import type { Outcome, Row } from "@/db/db.ts";
import { Deadlines } from "@/db/deadlines.ts";
import { checkedValues, Sql } from "@/db/sql.ts";
import { LateError, translateMysql } from "./errors.ts";

/** How long one statement may take, in ms: with the wait for a connection still under 6 s. */
export const STATEMENT_DEADLINE = 3_500;
/** The server gives up this much sooner: then the connection is still of use. In ms. */
const MARGIN = 500;

/**
 * The server's own limit for statements of `ms`. The comments make one text fit all: MariaDB counts
 * in seconds and everything, MySQL in milliseconds and only what reads.
 */
export function limitOf(ms: number): string {
  const limit = ms - MARGIN;
  return `/*M!100101 , max_statement_time = ${limit / 1000} */` +
    `/*!50708 , max_execution_time = ${limit} */`;
}

/** One connection while somebody uses it. */
export class MysqlSession {
  #deadline = STATEMENT_DEADLINE;

  constructor(readonly connection: mysql.PoolConnection) {}

  async rows(query: Sql, deadline: number): Promise<Row[]> {
    return await this.#run<mysql.RowDataPacket[]>(query, deadline);
  }

  async execute(statement: Sql, deadline: number): Promise<Outcome> {
    const done = await this.#run<mysql.ResultSetHeader>(statement, deadline);
    return { affected: done.affectedRows, insertId: done.insertId };
  }

  /** Gives the connection back as the next one expects to find it. */
  async end(): Promise<void> {
    if (this.#deadline !== STATEMENT_DEADLINE) {
      await this.#limit(STATEMENT_DEADLINE).catch(() => this.connection.destroy());
    }
    this.connection.release(); // one that was destroyed does not go back
  }

  async #run<T extends mysql.QueryResult>(statement: Sql, deadline: number) {
    if (deadline !== this.#deadline) await this.#limit(deadline);
    return await runWithin<T>(this.connection, statement, deadline);
  }

  async #limit(deadline: number): Promise<void> {
    const text = `SET SESSION time_zone = '+00:00' ${limitOf(deadline)}`;
    await runWithin(this.connection, new Sql(text, []), STATEMENT_DEADLINE);
    this.#deadline = deadline;
  }
}

const deadlines = new Deadlines(100);

/**
 * Runs one statement within the deadline. On a frozen server the driver would wait for ever, and its
 * own timeout leaves the connection busy: so here the connection is given up with the statement.
 */
function runWithin<T extends mysql.QueryResult>(
  connection: mysql.PoolConnection,
  statement: Sql,
  deadline: number,
): Promise<T> {
  const values = [...checkedValues(statement)];
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const done = deadlines.watch(
    deadline,
    () => reject(new LateError(`no answer in ${deadline} ms`)),
  );
  const answer = (error: Error | null, result: T) => {
    done();
    if (error) reject(translateMysql(error));
    else resolve(result);
  };
  if (isPreparable(statement)) connection.execute<T>(statement.text, values, answer);
  else connection.query<T>(statement.text, values, answer);
  return promise;
}

// A prepared statement costs the server half as much. But the driver sends its numbers as DOUBLE,
// which MySQL 8 refuses after LIMIT (sidorares/node-mysql2#1239), and what is long or made of many
// values seldom comes twice.
function isPreparable({ text, values }: Sql): boolean {
  return values.length <= 12 && /^\s*SELECT\b/.test(text) && !/\b(LIMIT|OFFSET) \?/.test(text);
}
