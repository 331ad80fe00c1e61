import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { INACTIVE, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { refusesEach, trailOf } from "../catalogue.ts";
import { AULA, CLOSED_ROOM, FICHA, prepareWorld } from "../programacion/world.ts";
import { addressOf, subscribe } from "./subscribed.ts";

Deno.test("GET /calendarios lists the newest first, with names and without addresses", async () => {
  await using api = await prepareWorld();
  const nota = "El de mi teléfono";
  await addressOf(api, { tipo: "instructor", id: INSTRUCTOR, nota }, INSTRUCTOR);
  await addressOf(api, { tipo: "ficha", id: FICHA });
  await addressOf(api, { tipo: "ambiente", id: AULA });
  const { body } = await api.request("GET", "/calendarios");
  assert.equal(body.total_items, 3);
  assert.deepEqual(body.items.map(({ nombre }: { nombre: string }) => nombre), [
    "AULA 101",
    "DESARROLLO DE SOFTWARE",
    "Inés Mejía",
  ]);
  assert.deepEqual(body.items[2], {
    id_calendario: 1,
    ...{ tipo: "instructor", id: INSTRUCTOR, nombre: "Inés Mejía", nota, cod_centro: 9121 },
    ...{ id_usuario: INSTRUCTOR, nombre_usuario: "Inés Mejía", creado_en: "2026-07-06T08:00:00" },
  });
  assert.deepEqual((await api.request("GET", "/calendarios/1")).body, body.items[2]);
  const idsOf = async (query: string) => {
    const { body } = await api.request("GET", `/calendarios?${query}`);
    return body.items.map(({ id_calendario }: { id_calendario: number }) => id_calendario);
  };
  assert.deepEqual(await idsOf("limit=2&skip=1"), [2, 1]);
  assert.deepEqual(await idsOf("tipo=ambiente"), [3]);
  assert.deepEqual(await idsOf(`id=${FICHA}`), [2]);
  assert.deepEqual(await idsOf(`id_usuario=${INSTRUCTOR}`), [1]);
});

Deno.test("DELETE /calendarios/{id} revokes the address at once, and the trail says who", async () => {
  await using api = await prepareWorld();
  const ruta = await addressOf(api, { tipo: "ficha", id: FICHA });
  assert.equal((await subscribe(api, ruta)).status, 200);
  const stale = { headers: { "If-Match": '"otra"' } };
  assert.equal((await api.request("DELETE", "/calendarios/1", stale)).status, 412);
  assert.equal((await api.request("DELETE", "/calendarios/1")).status, 204);
  assert.equal((await subscribe(api, ruta)).status, 404);
  assert.equal((await api.request("DELETE", "/calendarios/1")).status, 404);
  assert.deepEqual(await trailOf(api.db), ["crear calendario 1", "borrar calendario 1"]);
});

Deno.test("POST /calendarios names the field at fault", async () => {
  await using api = await prepareWorld();
  await refusesEach(api, ["POST", "/calendarios"], { tipo: "ficha", id: FICHA }, [
    [{ tipo: "centro" }, "tipo", /.+/],
    [{ tipo: undefined }, "tipo", /.+/],
    [{ id: 0 }, "id", /.+/],
    [{ id: "AULA" }, "id", /.+/],
    [{ nota: "" }, "nota", /.+/],
    [{ nota: "x".repeat(81) }, "nota", /.+/],
    [{ nota: "dos\nlíneas" }, "nota", /saltos de línea/],
  ]);
});

Deno.test("POST /calendarios makes none of what does not exist, is no instructor, or is inactive", async () => {
  await using api = await prepareWorld();
  for (
    const [tipo, id, status, detail] of [
      ["ficha", 99, 404, "No existe: ficha 99; revise id"],
      ["ambiente", 99, 404, "No existe: ambiente 99; revise id"],
      ["instructor", SUPERADMIN, 404, "No existe: instructor 1; revise id"],
      ["instructor", INACTIVE, 409, "Está inactivo: instructor 4; actívelo antes"],
      ["ambiente", CLOSED_ROOM, 409, "Está inactivo: ambiente 10; actívelo antes"],
    ] as const
  ) {
    const answer = await api.request("POST", "/calendarios", { body: { tipo, id } });
    assert.deepEqual([answer.status, answer.body.detail], [status, detail]);
  }
  assert.deepEqual(await trailOf(api.db), []);
});

Deno.test("nobody has more than 50 calendars", async () => {
  await using api = await prepareWorld();
  for (let i = 0; i < 49; i++) {
    await api.db.execute(sql`
      INSERT INTO calendario (huella, tipo, id, cod_centro, id_usuario, creado_en)
      VALUES (${String(i).padStart(64, "0")}, 'ficha', ${FICHA}, 9121, ${INSTRUCTOR},
        '2026-07-06 08:00:00')`);
  }
  const body = { tipo: "ficha", id: FICHA };
  await addressOf(api, body, INSTRUCTOR);
  const { status, body: problem } = await api.request("POST", "/calendarios", {
    ...{ as: INSTRUCTOR, body },
  });
  assert.deepEqual([status, problem.detail], [
    409,
    "Ya tiene 50 calendarios; revoque los que no use",
  ]);
  await addressOf(api, body);
});
