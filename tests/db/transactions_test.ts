import assert from "node:assert/strict";
import { DatabaseUnavailableError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { engine } from "../database.ts";
import { openTables } from "./setup/tables.ts";

async function countSalas(db: Db): Promise<unknown> {
  const [row] = await db.rows(sql`SELECT COUNT(*) AS n FROM sala`);
  return row?.n;
}

function insert(tx: Db, nombre: string) {
  return tx.execute(sql`INSERT INTO sala (nombre) VALUES (${nombre})`);
}

Deno.test("a transaction keeps all of its writes and gives what its task gave", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const result = await db.transaction(async (tx) => {
    await insert(tx, "A");
    const { insertId } = await insert(tx, "B");
    assert.equal(await countSalas(tx), 2);
    return insertId;
  });
  assert.equal(result, 2);
  assert.equal(await countSalas(db), 2);
});

Deno.test("an error undoes every write of its transaction, and the next one works", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const work = db.transaction(async (tx) => {
    await insert(tx, "A");
    await tx.execute(sql`INSERT INTO sala (nombre, cupo) VALUES ('B', ${-1})`);
  });
  await assert.rejects(work, { constraint: "check" });
  assert.equal(await countSalas(db), 0);
  await assert.rejects(
    db.transaction(async (tx) => {
      await insert(tx, "C");
      throw new Error("changed my mind");
    }),
    /changed my mind/,
  );
  assert.equal(await countSalas(db), 0);
  await db.transaction((tx) => insert(tx, "D"));
  assert.equal(await countSalas(db), 1);
});

Deno.test("a transaction inside another joins it: both are kept or neither is", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const both = (isGood: boolean) =>
    db.transaction(async (tx) => {
      await insert(tx, "outer");
      await tx.transaction((inner) => insert(inner, "inner"));
      if (!isGood) throw new Error("the outer one fails");
    });
  await assert.rejects(both(false), /the outer one fails/);
  assert.equal(await countSalas(db), 0);
  await both(true);
  assert.equal(await countSalas(db), 2);
});

Deno.test("other requests neither see an open transaction nor are undone with it", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const begun = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const undone = db.transaction(async (tx) => {
    await insert(tx, "undone");
    begun.resolve();
    await goOn.promise;
    throw new Error("undo");
  });
  const failed = assert.rejects(undone, /undo/);
  await begun.promise;
  const seen = countSalas(db);
  const written = insert(db, "kept");
  goOn.resolve();
  await failed;
  await written;
  assert.ok(Number(await seen) <= 1, "the row of the open transaction was seen");
  const rows = await db.rows(sql`SELECT nombre FROM sala`);
  assert.deepEqual(rows.map((row) => row.nombre), ["kept"]);
});

Deno.test("hundreds of transactions at once: what commits is kept whole, the rest is not", async () => {
  await using tables = await openTables();
  const { db } = tables;
  await db.execute(sql`INSERT INTO sede (nombre) VALUES ('Norte')`);
  const job = (i: number) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`UPDATE sede SET nombre = ${`turno ${i}`} WHERE id_sede = 1`);
      await insert(tx, `a${i}`);
      await insert(tx, `b${i}`);
      if (i % 5 === 0) throw new RangeError("one in five");
    });
  let next = 0;
  const worker = async () => {
    while (next < 200) {
      await job(next++).catch((error) => assert.ok(error instanceof RangeError, String(error)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker)); // as many as there are connections
  assert.equal(await countSalas(db), 2 * 160);
});

Deno.test("inside a transaction the database itself refuses, and tx refuses once it is over", async () => {
  await using tables = await openTables();
  const { db } = tables;
  let late: Db | undefined, patient: Db | undefined;
  await db.transaction(async (tx) => {
    late = tx;
    patient = tx.withDeadline(60_000);
    await assert.rejects(countSalas(db), /only its tx/);
    await assert.rejects(db.execute(sql`DELETE FROM sala`), /only its tx/);
    await assert.rejects(db.transaction((other) => insert(other, "A")), /only its tx/);
    await assert.rejects(countSalas(db.withDeadline(60_000)), /only its tx/);
    await insert(patient, "B");
  });
  await assert.rejects(insert(late ?? db, "C"), /is over/);
  await assert.rejects(insert(patient ?? db, "C"), /is over/);
  assert.equal(await countSalas(db), 1);
});

Deno.test("what a transaction leaves running in the background may use the database", async () => {
  await using tables = await openTables();
  const { db } = tables;
  const ended = Promise.withResolvers<void>();
  const background: Promise<unknown>[] = [];
  await db.transaction(async (tx) => {
    await insert(tx, "A");
    background.push(ended.promise.then(() => countSalas(db)));
  });
  ended.resolve();
  assert.deepEqual(await Promise.all(background), [1]);
});

if (engine === "mysql") {
  Deno.test("a deadlock is tried again until both sides have done their work once", async () => {
    await using tables = await openTables();
    const { db } = tables;
    await db.execute(sql`INSERT INTO sala (nombre) VALUES ('A'), ('B')`);
    let attempts = 0;
    const met = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const raise = (me: 0 | 1, first: number, second: number) =>
      db.transaction(async (tx) => {
        attempts++;
        await tx.execute(sql`UPDATE sala SET cupo = cupo + 1 WHERE id_sala = ${first}`);
        met[me].resolve();
        await met[1 - me as 0 | 1].promise; // at the first attempt, until the other holds a row too
        await tx.execute(sql`UPDATE sala SET cupo = cupo + 1 WHERE id_sala = ${second}`);
      });
    await Promise.all([raise(0, 1, 2), raise(1, 2, 1)]);
    assert.equal(attempts, 3);
    const rows = await db.rows(sql`SELECT cupo FROM sala ORDER BY id_sala`);
    assert.deepEqual(rows.map((row) => row.cupo), [2, 2]);
  });

  Deno.test("a row that stays locked is unavailable in time, and free again works", async () => {
    await using tables = await openTables();
    const { db } = tables;
    await insert(db, "A");
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holder = db.transaction(async (tx) => {
      await tx.execute(sql`UPDATE sala SET cupo = 1`);
      locked.resolve();
      await release.promise;
    });
    await locked.promise;
    const start = performance.now();
    const update = sql`UPDATE sala SET cupo = cupo + 10`;
    await Promise.all([
      assert.rejects(db.execute(update), DatabaseUnavailableError),
      assert.rejects(db.transaction((tx) => tx.execute(update)), DatabaseUnavailableError),
    ]);
    const took = performance.now() - start;
    assert.ok(took > 1_900 && took < 6_000, `${took} ms`);
    release.resolve();
    await holder;
    await db.execute(update);
    const [row] = await db.rows(sql`SELECT cupo FROM sala`);
    assert.equal(row?.cupo, 11);
  });
}
