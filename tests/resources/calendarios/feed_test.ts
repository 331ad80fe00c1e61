import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { AULA, FICHA, LARGE, OTHER_FICHA, prepareWorld, store } from "../programacion/world.ts";
import { addressOf, sessionsOf, subscribe } from "./subscribed.ts";

const FICHA_CALENDAR = { tipo: "ficha", id: FICHA };

Deno.test("a calendar goes from 60 days ago to a year ahead, both included", async () => {
  await using api = await prepareWorld(); // today is 2026-07-06
  const dates = ["2026-05-06", "2026-05-07", "2026-07-06", "2027-07-06", "2027-07-07"];
  for (const fecha_programada of dates) await store(api.db, { fecha_programada });
  assert.deepEqual(await sessionsOf(api, await addressOf(api, FICHA_CALENDAR)), [2, 3, 4]);
});

Deno.test("a cancelled session stays for 60 days after it was cancelled, a removed one goes at once", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, FICHA_CALENDAR);
  await store(api.db, { fecha_programada: "2026-11-10" });
  await store(api.db, { fecha_programada: "2026-11-11" });
  const cancelled = await api.request("POST", "/programacion/sesiones/1/cancelar", {
    body: { motivo: "Sin fluido eléctrico" },
  });
  assert.equal(cancelled.status, 200);
  assert.deepEqual(await sessionsOf(api, ruta), [1, 2]);
  api.now = api.now.add({ hours: 60 * 24 });
  assert.deepEqual(await sessionsOf(api, ruta), [1, 2]);
  api.now = api.now.add({ hours: 24 });
  assert.deepEqual(await sessionsOf(api, ruta), [2]);
  assert.equal((await api.request("DELETE", "/programacion/sesiones/2")).status, 204);
  assert.deepEqual(await sessionsOf(api, ruta), []);
});

Deno.test("a calendar is of an instructor, of a ficha, or of an ambiente", async () => {
  await using api = await prepareWorld();
  const fecha_programada = "2026-07-14";
  await store(api.db, { fecha_programada });
  await store(api.db, { fecha_programada, id_instructor: COLLEAGUE, id_ambiente: LARGE });
  await store(api.db, { fecha_programada, cod_ficha: OTHER_FICHA });
  // The fourth is in no ambiente, though its ficha is in AULA.
  await store(api.db, { fecha_programada, id_instructor: COLLEAGUE, id_ambiente: null });
  const of = async (tipo: string, id: number) =>
    await sessionsOf(api, await addressOf(api, { tipo, id }));
  assert.deepEqual(await of("instructor", INSTRUCTOR), [1, 3]);
  assert.deepEqual(await of("ficha", FICHA), [1, 2, 4]);
  assert.deepEqual(await of("ambiente", AULA), [1, 3]);
});

Deno.test("whoever has the version gets 304, and any name that changes makes another version", async () => {
  await using api = await prepareWorld();
  await store(api.db, { fecha_programada: "2026-07-14" });
  const ruta = await addressOf(api, FICHA_CALENDAR);
  const tagOf = async () => (await subscribe(api, ruta)).headers.get("ETag") ?? "";
  const first = await tagOf();
  assert.match(first, /^"[\w-]{27}"$/);
  assert.equal(await tagOf(), first);
  const again = await subscribe(api, ruta, { "If-None-Match": `"x", ${first}` });
  assert.deepEqual([again.status, again.body], [304, null]);
  assert.equal(again.headers.get("ETag"), first);
  assert.equal(again.headers.get("Cache-Control"), "private, no-cache");
  for (
    const statement of [
      sql`UPDATE ambiente_formacion SET nombre_ambiente = 'AULA 102' WHERE id_ambiente = ${AULA}`,
      sql`UPDATE usuario SET nombre_completo = 'Inés Mejía Gil' WHERE id_usuario = ${INSTRUCTOR}`,
      sql`INSERT INTO cierre_centro (cod_centro, fecha, motivo)
        VALUES (9121, '2026-08-11', 'Aseo')`,
      sql`UPDATE programacion SET hora_fin = '09:00:00', version = 2`,
    ]
  ) {
    const before = await tagOf();
    await api.db.execute(statement);
    const { status, headers } = await subscribe(api, ruta, { "If-None-Match": before });
    assert.equal(status, 200);
    assert.notEqual(headers.get("ETag"), before);
  }
});

Deno.test("HEAD tells of a calendar what GET does, and 304 where GET would", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, { tipo: "ambiente", id: AULA });
  const got = await subscribe(api, ruta);
  const head = await api.request("HEAD", ruta, { as: null });
  assert.deepEqual([head.status, head.body], [200, null]);
  for (const name of ["ETag", "Content-Type", "Content-Disposition", "Cache-Control"]) {
    assert.equal(head.headers.get(name), got.headers.get(name), name);
  }
  assert.equal(head.headers.get("Content-Type"), "text/calendar; charset=utf-8");
  assert.equal(head.headers.get("Content-Disposition"), `inline; filename="ambiente-${AULA}.ics"`);
  const headers = { "If-None-Match": got.headers.get("ETag") ?? "" };
  assert.equal((await api.request("HEAD", ruta, { as: null, headers })).status, 304);
});

Deno.test("a calendar goes out in gzip to who asks for it, and is the same", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, FICHA_CALENDAR);
  const { body } = await subscribe(api, ruta);
  const headers = { "Accept-Encoding": "gzip" };
  const zipped = await api.app.request(ruta, { headers });
  assert.equal(zipped.headers.get("Content-Encoding"), "gzip");
  const text = zipped.body?.pipeThrough(new DecompressionStream("gzip"));
  assert.equal(await new Response(text ?? null).text(), body);
});

Deno.test("a version of a calendar is read and written once, however many sessions and subscribers", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, FICHA_CALENDAR);
  const shared = await addressOf(api, FICHA_CALENDAR, SUPERADMIN);
  const asked: string[] = [];
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => (asked.push(query.text), rows(query));
  const named = () => asked.filter((text) => /p\.horas_programadas/.test(text)).length;
  for (const sessions of [0, 40]) {
    for (let i = 0; i < sessions; i++) {
      await store(api.db, {
        fecha_programada: `2026-08-${String(i % 28 + 1).padStart(2, "0")}`,
      });
    }
    asked.length = 0;
    assert.equal((await sessionsOf(api, ruta)).length, sessions);
    // The address, what it is of, its sessions, their names, and the closed days of the centre; then
    // the sessions with their names, and the closed days again.
    assert.deepEqual([asked.length, named()], [7, 1]);
    for (const same of [ruta, shared]) {
      asked.length = 0;
      assert.equal((await sessionsOf(api, same)).length, sessions);
      assert.deepEqual([asked.length, named()], [5, 0]);
    }
    asked.length = 0;
    const headers = {
      "If-None-Match": (await subscribe(api, ruta)).headers.get("ETag") ?? "",
    };
    assert.equal((await subscribe(api, shared, headers)).status, 304);
    assert.equal(named(), 0);
  }
});

Deno.test("a calendar that is asked for again and again is refused for a minute, and no other one is", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, FICHA_CALENDAR);
  const other = await addressOf(api, { tipo: "ambiente", id: AULA });
  const statuses = async (times: number) => {
    const found = new Set<number>();
    for (let i = 0; i < times; i++) {
      found.add((await subscribe(api, ruta)).status);
    }
    return [...found];
  };
  // Sixty devices that ask every five minutes, all at the same moment.
  for (let round = 0; round < 3; round++) {
    assert.deepEqual(await statuses(60), [200]);
    api.now = api.now.add({ minutes: 5 });
  }
  assert.deepEqual(await statuses(60), [200]);
  const refused = await subscribe(api, ruta);
  assert.deepEqual([refused.status, refused.headers.get("Retry-After")], [
    429,
    "60",
  ]);
  assert.equal((await subscribe(api, other)).status, 200);
  api.now = api.now.add({ seconds: 60 });
  assert.deepEqual(await statuses(1), [200]);
});
