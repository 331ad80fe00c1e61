import assert from "node:assert/strict";
import { copyRepository, startTask } from "../processes.ts";

const ADMIN_EMAIL = "admin@gestion-formacion.local", ADMIN_PASSWORD = "Nevado-del-Ruiz-5321";
const PASSWORD = "Cafe-Quindio-2026";
const ATTACKERS = 3, CONNECTIONS = 40, SIGN_INS = 12;

Deno.test("whoever repeats a change of password keeps nobody from signing in", async () => {
  await using folder = await copyRepository();
  await using server = startTask(folder, "start", {
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    BCRYPT_COST: "10",
  });
  await server.says(/http:\S+\/docs/);

  async function signIn(username: string, password: string) {
    const body = new URLSearchParams({ username, password });
    const response = await fetch(`${server.url}/access/token`, { method: "POST", body });
    return { status: response.status, ...await response.json() };
  }
  const send = (method: string, path: string, token: string, body: object) =>
    fetch(server.url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  const { access_token: admin } = await signIn(ADMIN_EMAIL, ADMIN_PASSWORD);
  const people = Array.from({ length: ATTACKERS + SIGN_INS }, (_, i) => `persona${i}@sena.edu.co`);
  for (const [i, correo] of people.entries()) {
    const created = await send("POST", "/users", admin, {
      ...{ nombre_completo: `Nora Díaz ${i}`, identificacion: String(1088000200 + i), id_rol: 3 },
      ...{ correo, tipo_contrato: "CONTRATISTA", telefono: "3001112233", estado: true },
      ...{ cod_centro: 9121, pass_hash: PASSWORD },
    });
    await created.body?.cancel();
    assert.equal(created.status, 201);
  }
  const tokens: string[] = [];
  for (const correo of people.slice(0, ATTACKERS)) {
    tokens.push((await signIn(correo, PASSWORD)).access_token);
  }

  let over = false;
  const seen = new Map<number, number>();
  const wrong = { current_password: "Otra-clave-2026", new_password: "Otra-clave-nueva-77" };
  const attacks = Array.from({ length: CONNECTIONS }, async (_, i) => {
    const path = i % 2 ? "/users/me/password" : "/users/change-password";
    while (!over) {
      const { status, body } = await send("PUT", path, tokens[i % ATTACKERS] ?? "", wrong);
      await body?.cancel();
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }
  });
  const statuses: number[] = [];
  for (const correo of people.slice(ATTACKERS)) {
    statuses.push((await signIn(correo, PASSWORD)).status);
  }
  over = true;
  await Promise.all(attacks);

  assert.deepEqual(statuses, Array(SIGN_INS).fill(200));
  assert.equal(seen.get(400), 5 * ATTACKERS); // judged: five of each account, however many asked
  assert.deepEqual([...seen.keys()].sort(), [400, 429]);
  assert.equal((await signIn(ADMIN_EMAIL, ADMIN_PASSWORD)).status, 200);
});
