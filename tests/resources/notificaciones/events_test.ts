import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { localDateTime } from "@/http/clock.ts";
import { create } from "@/resources/notificaciones/queries.ts";
import { COLLEAGUE, INACTIVE, INSTRUCTOR, prepareApp } from "../../support.ts";
import { openStream } from "./stream.ts";

const FAST = { pollEvery: 20, heartbeat: 40 };

type Api = Awaited<ReturnType<typeof prepareApp>>;

function notify(api: Api, id_usuario: number, mensaje: string): Promise<void> {
  const actor = { user: undefined, requestId: "prueba", now: localDateTime(() => api.now) };
  const aviso = { id_usuario, tipo: "ficha", titulo: "Nueva ficha", mensaje } as const;
  return api.db.transaction((tx: Db) => create(tx, actor, [aviso]));
}

Deno.test("GET /notificaciones/eventos brings each new notice to its user, once", async () => {
  await using api = await prepareApp({ streams: FAST });
  await notify(api, INSTRUCTOR, "De antes");
  const [own, other] = [await openStream(api, INSTRUCTOR), await openStream(api, COLLEAGUE)];
  assert.equal(own.status, 200);
  assert.match(own.headers.get("Content-Type") ?? "", /^text\/event-stream/);
  assert.deepEqual(await own.block(), ["retry: 5000"]);
  await notify(api, INSTRUCTOR, "Para Inés");
  await notify(api, COLLEAGUE, "Para Carlos");
  await notify(api, INSTRUCTOR, "Otra vez para Inés");
  assert.deepEqual(await own.event(), {
    event: "notificacion",
    id: "2026-07-06T08:00:00_2",
    data: {
      titulo: "Nueva ficha",
      tipo: "ficha",
      mensaje: "Para Inés",
      leida: false,
      id_notificacion: 2,
      fecha_creacion: "2026-07-06T08:00:00",
    },
  });
  assert.equal((await own.event())?.data.mensaje, "Otra vez para Inés");
  assert.equal((await other.event())?.data.mensaje, "Para Carlos");
  assert.deepEqual(await own.block(), [": sigue abierto"]);
});

Deno.test("with Last-Event-ID first comes what is unread since then", async () => {
  await using api = await prepareApp({ streams: FAST });
  for (const text of ["una", "dos", "tres"]) await notify(api, INSTRUCTOR, text);
  api.now = api.now.add({ minutes: 5 });
  await notify(api, INSTRUCTOR, "cuatro");
  await api.request("PUT", "/notificaciones/3/leer", { as: INSTRUCTOR });
  const headers = { "Last-Event-ID": "2026-07-06T08:00:00_1" };
  const stream = await openStream(api, INSTRUCTOR, headers);
  await notify(api, INSTRUCTOR, "cinco");
  const texts = [await stream.event(), await stream.event(), await stream.event()];
  assert.deepEqual(texts.map((event) => event?.data.mensaje), ["dos", "cuatro", "cinco"]);
  const wrong = await openStream(api, INSTRUCTOR, { "Last-Event-ID": "1 OR 1=1" });
  await notify(api, INSTRUCTOR, "seis");
  assert.equal((await wrong.event())?.data.mensaje, "seis");
});

Deno.test("a notice that is committed late, with an earlier time, still comes", async () => {
  await using api = await prepareApp({ streams: FAST });
  const stream = await openStream(api, INSTRUCTOR);
  await notify(api, INSTRUCTOR, "a tiempo");
  assert.equal((await stream.event())?.data.mensaje, "a tiempo");
  api.now = api.now.subtract({ seconds: 30 });
  await notify(api, INSTRUCTOR, "tarde");
  assert.equal((await stream.event())?.data.mensaje, "tarde");
});

Deno.test("one look at the table serves all streams, and none is taken without streams", async () => {
  await using api = await prepareApp({ streams: { pollEvery: 30, heartbeat: 5_000 } });
  let looks = 0;
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => {
    if (/notificacion/.test(query.text)) looks++;
    return rows(query);
  };
  const streams = await Promise.all(
    [INSTRUCTOR, INSTRUCTOR, INSTRUCTOR, COLLEAGUE, COLLEAGUE].map((id) => openStream(api, id)),
  );
  looks = 0;
  await new Promise((resume) => setTimeout(resume, 200));
  assert(looks >= 1 && looks <= 7, `${looks} looks for 5 streams in 200 ms at one per 30 ms`);
  for (const stream of streams) await stream.close();
  assert.equal(api.feed.size(), 0);
  await new Promise((resume) => setTimeout(resume, 60));
  looks = 0;
  await new Promise((resume) => setTimeout(resume, 100));
  assert.equal(looks, 0);
});

Deno.test("GET /notificaciones/eventos needs a session", async () => {
  await using api = await prepareApp();
  const anonymous = await api.request("GET", "/notificaciones/eventos", { as: null });
  const inactive = await api.request("GET", "/notificaciones/eventos", { as: INACTIVE });
  assert.deepEqual([anonymous.status, inactive.status], [401, 403]);
  const headers = { "Last-Event-ID": "9".repeat(101) };
  const { status } = await api.request("GET", "/notificaciones/eventos", { headers });
  assert.equal(status, 422);
});

Deno.test("the look at the table uses an index", async () => {
  await using api = await prepareApp({ streams: FAST });
  const seen = Promise.withResolvers<Sql>();
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => {
    if (/FROM notificacion/.test(query.text)) seen.resolve(query);
    return rows(query);
  };
  await openStream(api, INSTRUCTOR);
  const explain = api.db.engine === "sqlite"
    ? sql`EXPLAIN QUERY PLAN`
    : sql`EXPLAIN FORMAT=TRADITIONAL`;
  const plan = JSON.stringify(await rows(sql`${explain} ${await seen.promise}`));
  assert.match(plan, /notificacion_(usuario|recientes)/);
  assert.doesNotMatch(plan, /SCAN notificacion|"type":"ALL"/);
});
