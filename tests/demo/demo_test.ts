import assert from "node:assert/strict";
import { readConfig } from "@/config/config.ts";
import { sql } from "@/db/sql.ts";
import { fillDemo, refuseProduction } from "@/demo/run.ts";
import { createPasswords } from "@/passwords/hashing/hashes.ts";
import { watched } from "../audit/watch.ts";
import { config, NOW, prepareApp } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Fills the database of this app and gives what was said. */
async function run(api: Api): Promise<string[]> {
  const said: string[] = [];
  const passwords = createPasswords(4);
  try {
    const given = { config, db: watched(api.db), passwords, clock: () => NOW };
    await fillDemo(given, (text) => said.push(text));
  } finally {
    passwords.close();
  }
  return said;
}

async function count(api: Api, table: string): Promise<number> {
  const [row] = await api.db.rows(
    table === "usuario"
      ? sql`SELECT COUNT(*) AS total FROM usuario WHERE correo LIKE '%@demo.%'`
      : { text: `SELECT COUNT(*) AS total FROM ${table}`, values: [] },
  );
  return Number(row?.total);
}

const EXPECTED = {
  programa_formacion: 6,
  competencia: 14,
  resultado_aprendizaje: 34,
  programa_competencia: 32,
  ambiente_formacion: 30,
  usuario: 26,
  grupo: 40,
  datos_grupo: 40,
  metas: 6,
  cierre_centro: 2,
};

Deno.test("the demonstration fills a centre once, and says who can sign in", async () => {
  await using api = await prepareApp();
  const said = await run(api);
  for (const [table, total] of Object.entries(EXPECTED)) {
    assert.equal(await count(api, table), total, table);
  }
  const [audit, notices] = [await count(api, "auditoria"), await count(api, "notificacion")];
  assert(notices > 60, String(notices));
  assert.deepEqual((await run(api))[0], "La demostración ya estaba cargada: no se cambió nada.");
  assert.equal(await count(api, "grupo"), 40);
  assert.equal(await count(api, "auditoria"), audit);

  const password = said[0]?.split(": ")[1] ?? "";
  for (const line of said.slice(1)) {
    const [role, username = ""] = line.split(": ");
    const body = new URLSearchParams({ username, password }).toString();
    const type = "application/x-www-form-urlencoded";
    const { status, body: session } = await api.request("POST", "/access/token", {
      as: null,
      body,
      type,
    });
    assert.equal(status, 200, line);
    assert.equal(session.user.id_rol, role === "Instructor" ? 3 : 2);
    assert.equal(session.user.cod_centro, 9121);
  }
});

Deno.test("the demonstration shows in the screens of the centre", async () => {
  await using api = await prepareApp();
  await run(api);
  const avance = await api.request("GET", "/metas/avance");
  const known = avance.body.filter((meta: { alcanzado: number | null }) => meta.alcanzado);
  assert.deepEqual([avance.body.length, known.length], [6, 5]);
  const users = await api.request("GET", "/users/get-by-centro?cod_centro=9121");
  assert.equal(users.body.length, 26 + 6);
  const trail = await api.request("GET", "/auditoria?tabla=grupo&limit=1");
  assert.equal(trail.body.total_items, 40);
});

Deno.test("where a code is taken the demonstration changes nothing", async () => {
  await using api = await prepareApp();
  await api.db.execute(sql`
    INSERT INTO competencia (cod_competencia, nombre) VALUES (240103, 'OTRA')`);
  await assert.rejects(run(api), /ya existe/);
  assert.equal(await count(api, "competencia"), 1);
  assert.equal(await count(api, "programa_formacion"), 0);
});

Deno.test("the demonstration refuses a configured server, unless it is told otherwise", () => {
  const production = readConfig({
    DB_HOST: "db.example.org",
    DB_USER: "app",
    DB_NAME: "app",
    JWT_SECRET: "0123456789abcdefghijklmnopqrstuvwxyz",
  });
  assert.throws(() => refuseProduction(production, []), /DB_HOST.*\n.*--force/);
  assert.throws(() => refuseProduction(production, ["-force"]), /--force/);
  refuseProduction(production, ["--force"]);
  refuseProduction(config, []);
});
