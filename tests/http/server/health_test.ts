import assert from "node:assert/strict";
import { DatabaseUnavailableError } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import project from "../../../deno.json" with { type: "json" };
import { prepareApp } from "../../support.ts";

Deno.test("GET /healthz says that the process lives, whatever the database does", async () => {
  await using api = await prepareApp();
  api.db.rows = () => Promise.reject(new DatabaseUnavailableError("away"));
  const { status, body } = await api.request("GET", "/healthz", { as: null });
  assert.equal(status, 200);
  assert.deepEqual(body, { estado: "ok", version: project.version });
});

Deno.test("GET /readyz says which engine answers", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/readyz", { as: null });
  assert.equal(status, 200);
  assert.deepEqual(body, { estado: "ok", motor: api.db.engine });
});

Deno.test("GET /readyz is 503 with what is wrong: the database, or its schema", async () => {
  await using api = await prepareApp();
  await api.db.execute(sql`DELETE FROM migracion WHERE archivo = '0002_access.sql'`);
  const behind = await api.request("GET", "/readyz", { as: null });
  assert.equal(behind.status, 503);
  assert.equal(behind.headers.get("Retry-After"), "5");
  assert.match(behind.body.detail, /esquema le faltan 1 migraciones; ejecute deno task migrate/);

  const rows = api.db.rows;
  api.db.rows = () => Promise.reject(new DatabaseUnavailableError("away"));
  const away = await api.request("GET", "/readyz", { as: null });
  api.db.rows = rows;
  assert.equal(away.status, 503);
  assert.match(away.body.detail, /La base de datos no responde/);
  assert.doesNotMatch(JSON.stringify(away.body), /away/);
});

Deno.test("the document, the log and the changelog tell the version of deno.json", async () => {
  await using api = await prepareApp();
  const { body } = await api.request("GET", "/openapi.json", { as: null });
  assert.equal(body.info.version, project.version);
  assert.equal(JSON.parse(api.lines.at(-1) ?? "").version, project.version);
  const changelog = await Deno.readTextFile(
    new URL("../../../.github/CHANGELOG.md", import.meta.url),
  );
  assert.equal(/^## (\S+)$/m.exec(changelog)?.[1], project.version);
});
