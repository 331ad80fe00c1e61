import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Sql, sql } from "@/db/sql.ts";
import { prepareRecords } from "../concurrency/records.ts";
import { PASSWORD } from "../support.ts";
import { isBookkeeping } from "./watch.ts";
import { WRITES } from "./writes.ts";

type Api = Awaited<ReturnType<typeof prepareRecords>>;

/** A digest of every table that keeps facts of a centre. */
async function facts(api: Api): Promise<Record<string, string>> {
  const names = api.db.engine === "sqlite"
    ? sql`SELECT name AS tabla FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
    : sql`SELECT table_name AS tabla FROM information_schema.tables
        WHERE table_schema = DATABASE()`;
  const kept: Record<string, string> = {};
  for (const { tabla } of await api.db.rows(names)) {
    if (isBookkeeping(String(tabla))) continue;
    const rows = await api.db.rows(new Sql(`SELECT * FROM ${tabla}`, []));
    const text = rows.map((row) => JSON.stringify(row)).sort().join();
    kept[String(tabla)] = createHash("sha1").update(text).digest("hex");
  }
  return kept;
}

Deno.test("where its audit row cannot be written no route changes anything", async (t) => {
  await using api = await prepareRecords();
  await api.db.execute(sql`ALTER TABLE auditoria RENAME TO auditoria_ausente`);
  const before = await facts(api);
  assert.equal(Object.keys(before).length > 15, true);
  for (const { name, method, url, body, as } of WRITES) {
    await t.step(name, async () => {
      assert.equal((await api.request(method, url, { as, body })).status, 500);
      assert.deepEqual(await facts(api), before);
    });
  }
});

Deno.test("every route that changes something says so in an audit row without secrets", async (t) => {
  await using api = await prepareRecords();
  for (const { name, method, url, body, as } of WRITES) {
    await t.step(name, async () => {
      const headers = { "X-Request-Id": crypto.randomUUID() };
      const { status, body: answer } = await api.request(method, url, { as, body, headers });
      assert([200, 201, 204].includes(status), `${status} ${JSON.stringify(answer)}`);
      const rows = await api.db.rows(sql`
        SELECT id_usuario, antes, despues FROM auditoria
        WHERE request_id = ${headers["X-Request-Id"]}`);
      assert(rows.length > 0);
      for (const { id_usuario, antes, despues } of rows) {
        assert.equal(id_usuario, as);
        assert(!/\$2[aby]\$|pass_hash/.test(`${antes}${despues}`));
        assert(!`${antes}${despues}`.includes(PASSWORD));
      }
    });
  }
});
