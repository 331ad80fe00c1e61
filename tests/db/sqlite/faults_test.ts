import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { DatabaseUnavailableError } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { openSqlite } from "@/db/sqlite/database.ts";
import { translateSqlite } from "@/db/sqlite/errors.ts";
import { count, fault, insert, openFile } from "./place.ts";

const CODES: [errcode: number, fault: RegExp][] = [
  [13, /lleno/],
  [10, /disco del servidor falla/],
  [778, /disco del servidor falla/], // IOERR_WRITE
  [266, /disco del servidor falla/], // IOERR_READ
  [8, /solo lectura/],
  [1032, /solo lectura/], // READONLY_DBMOVED
  [520, /solo lectura/], // READONLY_CANTLOCK
  [11, /dañado/],
  [267, /dañado/], // CORRUPT_VTAB
  [26, /dañado/],
  [14, /permisos/],
  [1038, /permisos/], // CANTOPEN_CONVPATH
  [7, /memoria/],
];

Deno.test("what the disk or the file refuses is unavailable, and says what to mend", () => {
  for (const [errcode, words] of CODES) {
    const told = translateSqlite(Object.assign(new Error("it failed"), { errcode }));
    assert(told instanceof DatabaseUnavailableError, String(errcode));
    assert.match(told.fault ?? "", words, String(errcode));
    assert.doesNotMatch(told.fault ?? "", /[/\\]/);
  }
  for (const errcode of [5, 6, 15, 261, 517]) {
    const told = translateSqlite(Object.assign(new Error("it failed"), { errcode }));
    assert(told instanceof DatabaseUnavailableError && told.fault === undefined, String(errcode));
  }
});

Deno.test("a full disk refuses writes and says so, reads go on, and it passes with the space", async () => {
  await using opened = await openFile();
  const { db } = opened;
  await db.check();
  await db.execute(sql`PRAGMA max_page_count = 1`);
  await insert(db);
  await assert.rejects(async () => {
    for (let i = 0; i < 50; i++) await insert(db, "A".repeat(4000));
  }, DatabaseUnavailableError);
  assert.match(await fault(db.transaction((tx) => insert(tx, "A".repeat(40000)))) ?? "", /lleno/);
  assert.match(await fault(db.check()) ?? "", /lleno/);
  assert.equal(typeof (await count(db))[0]?.cuantas, "number");
  await db.execute(sql`PRAGMA max_page_count = 100000`);
  await insert(db, "A".repeat(40000));
  await db.check();
});

Deno.test("a file that may only be read refuses writes and says so, unasked too", async () => {
  await using opened = await openFile();
  const { db } = opened;
  await delay(1_100); // the last write is forgotten
  await db.execute(sql`PRAGMA query_only = 1`);
  await delay(1_100);
  assert.match(await fault(db.check()) ?? "", /solo lectura/);
  assert.match(await fault(insert(db)) ?? "", /solo lectura/);
  assert.match(await fault(db.transaction((tx) => insert(tx))) ?? "", /solo lectura/);
  assert.equal((await count(db))[0]?.cuantas, 0);
  await db.execute(sql`PRAGMA query_only = 0`);
  await insert(db);
  await db.check();
});

Deno.test("a damaged file is unavailable, and stays so", async () => {
  await using opened = await openFile();
  const { db, file } = opened;
  for (let i = 0; i < 50; i++) await insert(db, String(i).repeat(1000));
  await db.rows(sql`PRAGMA user_version`);
  await db.execute(sql`PRAGMA wal_checkpoint(TRUNCATE)`);
  const { size } = await Deno.stat(file);
  const disk = await Deno.open(file, { write: true });
  await disk.seek(4096, Deno.SeekMode.Start);
  await disk.write(new Uint8Array(size - 4096).fill(7));
  disk.close();
  const again = openSqlite(file);
  assert.match(await fault(count(again)) ?? "", /dañado/);
  assert.match(await fault(again.check()) ?? "", /dañado/);
  await again.close();
});

Deno.test("others read while a transaction is open, and what it wrote once it is over", async () => {
  await using opened = await openFile();
  const { db } = opened;
  const written = Promise.withResolvers<void>(), goOn = Promise.withResolvers<void>();
  const open = db.transaction(async (tx) => {
    await insert(tx);
    assert.equal((await count(tx))[0]?.cuantas, 1);
    written.resolve();
    await goOn.promise;
  });
  await written.promise;
  assert.equal((await count(db))[0]?.cuantas, 0);
  goOn.resolve();
  await open;
  assert.equal((await count(db))[0]?.cuantas, 1);
});
