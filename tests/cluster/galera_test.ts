import assert from "node:assert/strict";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { startGalera } from "../servers/galera.ts";

async function count(uri: string): Promise<unknown> {
  const connection = await createConnection({ uri });
  try {
    await connection.query("SET SESSION wsrep_sync_wait = 1"); // else it may lag behind the writer
    const [rows] = await connection.query<RowDataPacket[]>("SELECT COUNT(*) AS n FROM t");
    return rows[0]?.n;
  } finally {
    connection.destroy();
  }
}

Deno.test("three nodes keep the same rows, go on without one, and take it back", async () => {
  await using cluster = await startGalera(3);
  const [first, second, third] = cluster.nodes;
  assert(first && second && third);
  const connection = await createConnection({ uri: first.url() });
  try {
    await connection.query("CREATE DATABASE nodos");
    await connection.query("CREATE TABLE nodos.t (n INT PRIMARY KEY) ENGINE=InnoDB");
    await connection.query("INSERT INTO nodos.t VALUES (1)");
    assert.equal(await count(third.url("nodos")), 1);
    assert.equal(await count(second.url("nodos")), 1);

    await second.kill();
    await connection.query("INSERT INTO nodos.t VALUES (2)");
    assert.equal(await count(third.url("nodos")), 2);
    await assert.rejects(count(second.url("nodos")), { code: "ECONNREFUSED" });

    await second.restart();
    assert.equal(await count(second.url("nodos")), 2);
  } finally {
    connection.destroy();
  }
});
