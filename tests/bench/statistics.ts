import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";

const TABLES = [
  sql`grupo`,
  sql`usuario`,
  sql`datos_grupo`,
  sql`grupo_instructor`,
  sql`ambiente_formacion`,
  sql`programa_formacion`,
  sql`programacion`,
];
const DEADLINE = 120_000;

/** What a plan is chosen by: SQLite plans without, MariaDB would gather them in its own time. */
export async function gatherStatistics(db: Db): Promise<void> {
  if (db.engine === "sqlite") return;
  for (const table of TABLES) await db.withDeadline(DEADLINE).rows(sql`ANALYZE TABLE ${table}`);
}
