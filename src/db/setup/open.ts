import type { Db } from "@/db/db.ts";
import type { MysqlSettings } from "@/db/mysql/settings.ts";

/** Where the data is: a server that speaks MySQL, or the file of the embedded engine. */
export type DatabaseSettings = { mysql: MysqlSettings } | { file: string };

/** Opens the database. A server is not reached before the first query. */
export async function openDb(settings: DatabaseSettings): Promise<Db> {
  // Only one of the two is loaded: the other costs memory, and hosting without a disk has no SQLite.
  if ("mysql" in settings) {
    const { openMysql } = await import("@/db/mysql/database.ts");
    return openMysql(settings.mysql);
  }
  const { openSqlite } = await import("@/db/sqlite/database.ts");
  return openSqlite(settings.file);
}
