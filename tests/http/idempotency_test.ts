import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { removeExpiredKeys } from "@/http/idempotency.ts";
import { ADMIN, PEER, prepareApp } from "../support.ts";
import { NEXT_ID, NUEVO } from "../resources/users/example.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

function create(api: Api, key: string, body: unknown = NUEVO, as = ADMIN) {
  return api.request("POST", "/users", { body, as, headers: { "Idempotency-Key": key } });
}

async function countUsers(api: Api): Promise<number> {
  const [row] = await api.db.rows(sql`SELECT COUNT(*) AS n FROM usuario`);
  return Number(row?.n);
}

Deno.test("the same key and body give the first answer again and create nothing", async () => {
  await using api = await prepareApp();
  const first = await create(api, "alta-1");
  const again = await create(api, "alta-1");
  assert.deepEqual([again.status, again.body], [201, first.body]);
  assert.equal(again.headers.get("Location"), `/users/${NEXT_ID}`);
  assert.equal(await countUsers(api), NEXT_ID);
});

Deno.test("the same key with another body is 422", async () => {
  await using api = await prepareApp();
  await create(api, "alta-1");
  const { status, body } = await create(api, "alta-1", { ...NUEVO, telefono: "3104445566" });
  assert.deepEqual([status, body.errors[0].campo], [422, "idempotency-key"]);
  assert.equal(await countUsers(api), NEXT_ID);
});

Deno.test("parallel requests with one key create once and all get the same answer", async () => {
  await using api = await prepareApp();
  const answers = await Promise.all(Array.from({ length: 12 }, () => create(api, "alta-1")));
  for (const { status, body } of answers) {
    assert.deepEqual([status, body.id_usuario], [201, NEXT_ID]);
  }
  assert.equal(await countUsers(api), NEXT_ID);
});

Deno.test("a key belongs to its user, its path and its day", async () => {
  await using api = await prepareApp();
  await create(api, "alta-1");
  const other = { ...NUEVO, correo: "otra@correo.co", identificacion: "1088000222" };
  const byPeer = await create(api, "alta-1", other, PEER);
  assert.notEqual(byPeer.body.id_usuario, NEXT_ID);

  api.now = api.now.add({ hours: 24 });
  const tomorrow = { ...NUEVO, correo: "tercera@correo.co", identificacion: "1088000333" };
  assert.equal((await create(api, "alta-1", tomorrow)).status, 201);
  await removeExpiredKeys(api.db, api.now.epochMilliseconds);
  const kept = await api.db.rows(sql`SELECT id_usuario FROM idempotencia`);
  assert.deepEqual(kept.map(({ id_usuario }) => id_usuario), [ADMIN]);
});

Deno.test("what was refused keeps no key: the corrected request passes", async () => {
  await using api = await prepareApp();
  await create(api, "otra", { ...NUEVO, correo: "ya@correo.co" });
  assert.equal((await create(api, "alta-1", NUEVO)).status, 409); // the identification is taken
  assert.equal(
    (await create(api, "alta-1", { ...NUEVO, identificacion: "1088000222" })).status,
    201,
  );
});

Deno.test("an empty or endless key is 422", async () => {
  await using api = await prepareApp();
  for (const key of ["", "x".repeat(201)]) assert.equal((await create(api, key)).status, 422);
});

Deno.test("a key is what it is to the letter: another case, accent or blank is another key", async () => {
  await using api = await prepareApp();
  for (const [i, key] of ["alta-a", "ALTA-A", "alta-\u00e1", "alta  a", "alta a"].entries()) {
    const other = { ...NUEVO, correo: `a${i}@correo.co`, identificacion: `108800022${i}` };
    assert.equal((await create(api, key, other)).status, 201, key);
  }
});
