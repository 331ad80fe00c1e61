import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { createConnection, type RowDataPacket } from "mysql2/promise";
import { startMariadb } from "./mariadb.ts";

async function connect(uri: string) {
  const connection = await createConnection({ uri, connectTimeout: 5_000 });
  return {
    async first(sql: string) {
      const [rows] = await connection.query<RowDataPacket[]>(sql);
      return Object.values(rows[0] ?? {})[0];
    },
    execute: (sql: string) => connection.query(sql),
    [Symbol.dispose]: () => connection.destroy(),
  };
}

async function exists(path: string): Promise<boolean> {
  return (await new Deno.Command("test", { args: ["-e", path] }).output()).success;
}

Deno.test("a private server answers its account over TCP and is nobody else's", async () => {
  await using server = await startMariadb();
  await using other = await startMariadb();
  using connection = await connect(server.url());
  assert.equal(await connection.first("SELECT 6 * 7"), 42);
  assert.equal(await connection.first("SELECT @@port"), server.port);
  assert.notEqual(other.port, server.port);
  assert.notEqual(other.folder, server.folder);
  const wrong = server.url().replace(/:[^:@]+@/, ":otra@");
  await assert.rejects(connect(wrong), { code: "ER_ACCESS_DENIED_ERROR" });
});

Deno.test("a frozen server leaves a query waiting and answers it once thawed", async () => {
  await using server = await startMariadb();
  using connection = await connect(server.url());
  await server.freeze();
  const answer = connection.first("SELECT 'aquí'");
  assert.equal(await Promise.race([answer, delay(500, "nothing")]), "nothing");
  server.thaw();
  assert.equal(await answer, "aquí");
});

Deno.test("killed or restarted, a server comes back on its port with every committed row", async () => {
  await using server = await startMariadb();
  const { port, pid } = server;
  {
    using connection = await connect(server.url());
    await connection.execute("CREATE DATABASE caidas");
    await connection.execute("CREATE TABLE caidas.t (n INT PRIMARY KEY) ENGINE=InnoDB");
    await connection.execute("INSERT INTO caidas.t VALUES (1), (2)");
  }
  await server.kill();
  assert.equal(server.pid, undefined);
  await assert.rejects(connect(server.url()), { code: "ECONNREFUSED" });
  await server.restart();
  {
    using connection = await connect(server.url("caidas"));
    assert.equal(await connection.first("SELECT COUNT(*) FROM t"), 2);
    await connection.execute("INSERT INTO t VALUES (3)");
  }
  await server.freeze();
  await server.restart();
  using connection = await connect(server.url("caidas"));
  assert.equal(await connection.first("SELECT COUNT(*) FROM t"), 3);
  assert.equal(server.port, port);
  assert.notEqual(server.pid, pid);
});

Deno.test("stopping leaves neither a process nor a folder, even of a frozen server", async () => {
  const server = await startMariadb();
  const { pid = 0, folder } = server;
  assert.equal(await exists(folder), true);
  await server.freeze();
  await server.stop();
  assert.equal(await exists(folder), false);
  assert.throws(() => Deno.kill(pid, "SIGCONT"), Deno.errors.NotFound);
  await server.stop();
});

Deno.test("a server that cannot start says why and leaves no folder", async () => {
  await assert.rejects(
    startMariadb({ args: ["--no-such-option"] }),
    /did not start.*no-such-option/s,
  );
});

Deno.test("when its owner is killed, a server goes with its folder", async () => {
  const module = new URL("./mariadb.ts", import.meta.url);
  const script = `
    const { startMariadb } = await import(${JSON.stringify(module.href)});
    const server = await startMariadb();
    console.log(JSON.stringify([server.url(), server.folder]));
    Deno.kill(Deno.pid, "SIGKILL");`;
  const config = new URL("../deno.json", import.meta.url).pathname;
  const owner = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--config", config, script],
  }).output();
  assert.equal(owner.signal, "SIGKILL", new TextDecoder().decode(owner.stderr));
  const [url, folder] = JSON.parse(new TextDecoder().decode(owner.stdout));
  for (let tries = 0; await exists(folder) && tries < 100; tries++) await delay(50);
  assert.equal(await exists(folder), false);
  await assert.rejects(connect(url), { code: "ECONNREFUSED" });
});
