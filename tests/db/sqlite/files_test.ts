import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";
import { count, fault, insert, openFile } from "./place.ts";

for (const ending of ["", "-wal", "-shm"]) {
  Deno.test(`${ending || "the file"} is deleted: no write is acknowledged, and reads end`, async () => {
    await using opened = await openFile();
    const { db, file } = opened;
    await insert(db);
    await Deno.rename(file + ending, `${file}.away`);
    assert.match(await fault(insert(db)) ?? "", /ya no está en su sitio/);
    assert.match(await fault(db.transaction((tx) => insert(tx))) ?? "", /ya no está en su sitio/);
    assert.match(await fault(db.check()) ?? "", /ya no está en su sitio/);
    assert.match(await fault(count(db)) ?? "", /ya no está en su sitio/);
    await Deno.rename(`${file}.away`, file + ending);
    await insert(db);
    await db.check();
    assert.equal((await count(db))[0]?.cuantas, 2);
  });
}

Deno.test("reads alone notice within a second that the file is gone", async () => {
  await using opened = await openFile();
  const { db, file } = opened;
  await count(db);
  await Deno.rename(file, `${file}.away`);
  const start = performance.now();
  while (await count(db).then(() => true, () => false)) await delay(20);
  assert.ok(performance.now() - start < 1_000);
  await Deno.rename(`${file}.away`, file);
});

Deno.test("a file in its place gets nothing of ours, and closing leaves it alone", async () => {
  const opened = await openFile();
  const { db, file, folder } = opened;
  await insert(db);
  await Deno.rename(file, `${file}.away`);
  await Deno.rename(`${file}-wal`, `${file}.away-wal`);
  await Deno.writeTextFile(file, "another");
  await Deno.writeTextFile(`${file}-wal`, "its own");
  assert.match(await fault(insert(db)) ?? "", /ya no está en su sitio/);
  await db.close();
  assert.equal(await Deno.readTextFile(file), "another");
  assert.equal(await Deno.readTextFile(`${file}-wal`), "its own");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the files belong to their owner alone, those of an earlier release too", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/a.db`;
  const modes = async () =>
    await Promise.all(
      ["", "-wal", "-shm"].map(async (ending) =>
        ((await Deno.stat(file + ending)).mode ?? 0) & 0o777
      ),
    );
  const first = openSqlite(file);
  await first.execute(sql`CREATE TABLE sala (nombre VARCHAR(20))`);
  assert.deepEqual(await modes(), [0o600, 0o600, 0o600]);
  for (const ending of ["", "-wal", "-shm"]) await Deno.chmod(file + ending, 0o644);
  const second = openSqlite(file);
  assert.deepEqual(await modes(), [0o600, 0o600, 0o600]);
  await second.close();
  await first.close();
  await Deno.remove(folder, { recursive: true });
});
