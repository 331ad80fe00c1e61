import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { insert, range } from "../../bench/data/centre_data.ts";
import { addFamily, CENTRO, OTHER_CENTRO, prepareApp, seed } from "../../support.ts";
import { openStream } from "./stream.ts";

const FIRST = 100, PEOPLE = 100, EACH = 5;
const ROLES = [1, 2, 3];

/** A hundred people of three roles and two centres. */
async function prepareCrowd() {
  const api = await prepareApp({
    fill: async (db) => {
      await seed(db);
      await insert(db, "usuario", range(PEOPLE), (i) => ({
        id_usuario: FIRST + i,
        nombre_completo: `Persona ${i}`,
        identificacion: String(1_099_000_000 + i),
        id_rol: ROLES[i % ROLES.length] ?? 3,
        correo: `persona${i}@correo.co`,
        pass_hash: "$2b$04$mxuVfngPFnqcOnztHUdX6./jbw4rEvDoRk2jGBC7Jxu9dOBKhpk8K",
        tipo_contrato: "PLANTA",
        telefono: "3001112233",
        estado: true,
        cod_centro: i % 2 === 0 ? CENTRO : OTHER_CENTRO,
      }));
      for (const i of range(PEOPLE)) await addFamily(db, FIRST + i);
      await insert(db, "notificacion", range(PEOPLE * 2), (i) => ({
        id_usuario: FIRST + i % PEOPLE,
        mensaje: `Aviso ${i}`,
        leida: false,
        fecha_creacion: `2026-07-06 07:0${Math.trunc(i / PEOPLE)}:00`,
      }));
    },
    streams: { pollEvery: 100 },
  });
  return api;
}

Deno.test("500 streams of a hundred people that come back in the same moment all open, and miss nothing", async () => {
  await using api = await prepareCrowd();
  let asked = 0;
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => {
    if (/FROM notificacion/.test(query.text)) asked++;
    return rows(query);
  };
  const position = { "Last-Event-ID": "2026-07-06T07:00:00_1" };
  const tokens = new Map<number, string>();
  for (const i of range(PEOPLE)) {
    tokens.set(FIRST + i, await api.tokenOf(FIRST + i));
  }
  const opening = range(PEOPLE * EACH).map((n) => {
    const id = FIRST + n % PEOPLE;
    return openStream(
      {
        ...api,
        tokenOf: () => Promise.resolve(tokens.get(id) ?? ""),
      },
      id,
      position,
    );
  });
  const streams = await Promise.all(opening);
  assert.deepEqual([...new Set(streams.map(({ status }) => status))], [200]);
  assert.equal(api.feed.size(), PEOPLE * EACH);
  assert(asked <= 60, `${asked} statements`);
  // The first notice of the first person is the one that he had.
  const texts = await Promise.all(
    streams.map(async (stream) => (await stream.event())?.data.mensaje),
  );
  assert.deepEqual(
    texts.slice(0, PEOPLE),
    range(PEOPLE).map((i) => i === 0 ? `Aviso ${PEOPLE}` : `Aviso ${i}`),
  );
  await api.db.execute(sql`
    INSERT INTO notificacion (id_usuario, mensaje, leida, fecha_creacion)
    VALUES (${FIRST}, 'Después', ${false}, '2026-07-06 08:00:00')`);
  const first = streams[0];
  assert.equal((await first?.event())?.data.mensaje, "Después");
  for (const stream of streams) await stream.close();
});

Deno.test("a stream that opens waits for a database that is busy", async () => {
  await using api = await prepareCrowd();
  const rows = api.db.rows.bind(api.db);
  let refusals = 2;
  const { DatabaseUnavailableError } = await import("@/db/db.ts");
  api.db.rows = (query) => {
    const isRefused = /FROM notificacion/.test(query.text) && refusals-- > 0;
    return isRefused ? Promise.reject(new DatabaseUnavailableError("busy")) : rows(query);
  };
  const stream = await openStream(api, FIRST);
  assert.equal(stream.status, 200);
  assert(refusals <= 0);
  await stream.close();
});
