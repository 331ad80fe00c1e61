import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, INSTRUCTOR, prepareApp } from "../../support.ts";
import { openStream } from "./stream.ts";

const FAST = { pollEvery: 20, heartbeat: 40 };

Deno.test("a stream ends when its user is deactivated, signs out or lets the token expire", async () => {
  await using api = await prepareApp({ streams: FAST });
  const deactivated = await openStream(api, COLLEAGUE);
  await api.request("PUT", `/users/${COLLEAGUE}`, { as: ADMIN, body: { estado: false } });
  assert.equal(await deactivated.event(), undefined);

  const gone = await openStream(api, INSTRUCTOR);
  await api.db.execute(sql`DELETE FROM token_refresco WHERE familia = 'familia-3'`);
  assert.equal(await gone.event(), undefined);

  const expired = await openStream(api, ADMIN);
  api.now = api.now.add({ minutes: 31 });
  assert.equal(await expired.event(), undefined);
  assert.equal(api.feed.size(), 0);
});

Deno.test("a stream outlives the deadline of requests and a database that is away", async () => {
  await using api = await prepareApp({
    streams: { pollEvery: 50, heartbeat: 400 },
    settings: { REQUEST_TIMEOUT_SECONDS: "1" },
  });
  const stream = await openStream(api, INSTRUCTOR);
  const rows = api.db.rows;
  api.db.rows = () => Promise.reject(new Error("away"));
  await new Promise((resume) => setTimeout(resume, 1_200));
  api.db.rows = rows;
  await api.db.execute(sql`
    INSERT INTO notificacion (id_usuario, mensaje, leida, fecha_creacion)
    VALUES (${INSTRUCTOR}, 'Sigue', ${false}, '2026-07-06 08:00:00')`);
  assert.equal((await stream.event())?.data.mensaje, "Sigue");
  assert(api.lines.some((line) => line.includes('"warn"') && line.includes("away")));
});

Deno.test("one user and one process open only so many streams", async () => {
  await using api = await prepareApp({ streams: { maxPerUser: 2, maxPerProcess: 3 } });
  const first = await openStream(api, INSTRUCTOR);
  assert.equal((await openStream(api, INSTRUCTOR)).status, 200);
  const third = await openStream(api, INSTRUCTOR);
  assert.deepEqual([third.status, third.headers.get("Retry-After")], [429, "30"]);
  assert.equal((await openStream(api, COLLEAGUE)).status, 200);
  assert.equal((await openStream(api, ADMIN)).status, 503);
  await first.close();
  assert.equal((await openStream(api, ADMIN)).status, 200);
  assert.equal(api.feed.size(), 3);
});

Deno.test("closing the feed ends every stream, and no new one opens", async () => {
  await using api = await prepareApp();
  const streams = [await openStream(api, INSTRUCTOR), await openStream(api, ADMIN)];
  api.feed.close();
  for (const stream of streams) assert.equal(await stream.event(), undefined);
  assert.equal((await openStream(api, ADMIN)).status, 503);
});

Deno.test("a stream holds no connection of the database while it waits", async () => {
  await using api = await prepareApp({ streams: { pollEvery: 5_000 } });
  for (let i = 0; i < 4; i++) {
    await openStream(api, INSTRUCTOR);
    await openStream(api, ADMIN);
  }
  assert.equal(api.db.stats().active, 0);
});
