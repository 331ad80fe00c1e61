import type { Db } from "./db.ts";
import { openMysql } from "./mysql.ts";
import type { MysqlSettings } from "./mysql_hosts.ts";

/** Where the data is: a server that speaks MySQL, or the file of the embedded engine. */
export type DatabaseSettings = { mysql: MysqlSettings } | { file: string };

/** Opens the database. A server is not reached before the first query. */
export async function openDb(settings: DatabaseSettings): Promise<Db> {
  if ("mysql" in settings) return openMysql(settings.mysql);
  // Loaded only here: hosting without a disk never touches it.
  const { openSqlite } = await import("./sqlite.ts");
  return openSqlite(settings.file);
}
