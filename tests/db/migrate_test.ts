import assert from "node:assert/strict";
import { migrate, pendingMigrations } from "@/db/migrate.ts";
import { sql } from "@/db/sql.ts";
import { openTestDb } from "../database.ts";

Deno.test("a migration that stopped before it was noted runs again without harm", async () => {
  const db = await openTestDb();
  const noted = (await db.rows(sql`SELECT archivo FROM migracion ORDER BY archivo`))
    .map(({ archivo }) => archivo);
  assert.deepEqual(await pendingMigrations(db), []);
  await db.execute(sql`DELETE FROM migracion`);
  assert.deepEqual(await migrate(db), noted);
  assert.deepEqual(await migrate(db), []);
  await db.close();
});
