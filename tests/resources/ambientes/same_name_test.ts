import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, CENTRO, FOREIGN_ADMIN, OTHER_CENTRO, PEER, SUPERADMIN } from "../../support.ts";
import { FOREIGN, FREE, IN_USE, prepareCatalogue, trailOf } from "../catalogue.ts";

const room = (nombre_ambiente: string, cod_centro = CENTRO) => ({
  ...{ nombre_ambiente, num_max_aprendices: 30, municipio: "PEREIRA", ubicacion: "BLOQUE A" },
  ...{ cod_centro, estado: true },
});

/** "AULA 101" and "TALLER DE MECÁNICA" in other words, "LABORATORIO" is another. */
const REPEATED = ["AULA 101", "aula 101", " Áula  101 ", "ＡＵＬＡ 101", "Taller de mecanica"];

const detailOf = (name: string, centre = CENTRO) =>
  `El centro ${centre} ya tiene un ambiente "${name}"; póngale otro nombre`;

type Api = Awaited<ReturnType<typeof prepareCatalogue>>;

async function storeTwice(api: Api): Promise<void> {
  await api.db.execute(sql`
    INSERT INTO ambiente_formacion (id_ambiente, nombre_ambiente, num_max_aprendices, municipio,
      ubicacion, cod_centro, repeticion)
    VALUES (10, 'Aula 101', 30, 'PEREIRA', 'BLOQUE Z', ${CENTRO}, 10),
      (11, 'AULA 101', 30, 'PEREIRA', 'BLOQUE Z', ${CENTRO}, 11)`);
}

Deno.test("POST and PUT /ambientes refuse a name that its centre has, however it is written", async () => {
  await using api = await prepareCatalogue();
  for (const name of REPEATED) {
    for (
      const [method, path, body] of [
        ["POST", "/ambientes", room(name)],
        ["POST", "/ambientes/", room(name)],
        ["PUT", `/ambientes/${FREE}`, { nombre_ambiente: name }],
        ["PATCH", `/ambientes/${FREE}`, { nombre_ambiente: name }],
      ] as const
    ) {
      const answer = await api.request(method, path, { body });
      assert.equal(answer.status, 409, `${method} ${name}`);
      assert.equal(answer.body.type, "/problemas/duplicado");
      assert.equal(answer.body.detail, detailOf(name.replace(/ +/g, " ").trim()));
      assert.equal(answer.body.errors[0].campo, "nombre_ambiente");
    }
  }
  assert.deepEqual(await trailOf(api.db), []);
  for (const other of ["AULA 101A", "AULA-101", "AULA 1 01"]) {
    assert.equal((await api.request("POST", "/ambientes", { body: room(other) })).status, 201);
  }
});

Deno.test("one name in two centres is no repetition, until one of the rooms moves over", async () => {
  await using api = await prepareCatalogue();
  const own = await api.request("POST", "/ambientes", { body: room("aula 900") });
  assert.equal(own.status, 201);
  const body = room("AULA 101", OTHER_CENTRO);
  assert.equal((await api.request("POST", "/ambientes", { as: FOREIGN_ADMIN, body })).status, 201);
  const path = `/ambientes/${own.body.id_ambiente}`;
  const moved = await api.request("PUT", path, {
    as: SUPERADMIN,
    body: { cod_centro: OTHER_CENTRO },
  });
  assert.deepEqual([moved.status, moved.body.detail], [409, detailOf("aula 900", OTHER_CENTRO)]);
  const renamed = { cod_centro: OTHER_CENTRO, nombre_ambiente: "AULA 902" };
  assert.equal((await api.request("PUT", path, { as: SUPERADMIN, body: renamed })).status, 200);
  assert.equal((await api.request("GET", `/ambientes/${FOREIGN}`, { as: SUPERADMIN })).status, 200);
});

Deno.test("a room may write its own name otherwise, and be sent back as it was read", async () => {
  await using api = await prepareCatalogue();
  const path = `/ambientes/${IN_USE}`;
  for (const name of ["Aula 101", "Aula 101", "ÁULA 101"]) {
    const body = { ...room(name), ubicacion: "BLOQUE A" };
    assert.equal((await api.request("PUT", path, { body })).status, 200);
    assert.equal((await api.request("GET", path)).body.nombre_ambiente, name);
  }
});

Deno.test("rooms stored twice from before work on; their name passes on and is never free", async () => {
  await using api = await prepareCatalogue();
  await storeTwice(api);
  const post = async () =>
    (await api.request("POST", "/ambientes", { body: room("AULA 101") })).status;
  const put = async (id: number, body: object) =>
    (await api.request("PUT", `/ambientes/${id}`, { body })).status;
  assert.equal(await post(), 409);
  const { municipio, ...form } = (await api.request("GET", "/ambientes/10")).body;
  assert.equal(await put(10, { ...form, municipio, num_max_aprendices: 12 }), 200);
  const toggled = await api.request("PUT", "/ambientes/toggle-estado/10");
  assert.equal(toggled.status, 200);
  assert.equal(await put(10, { nombre_ambiente: "aula 101", estado: true }), 200);
  assert.equal(await put(IN_USE, { nombre_ambiente: "AULA 100" }), 200);
  assert.equal(await post(), 409, "the name is now that of room 10");
  assert.equal(await put(IN_USE, { nombre_ambiente: "AULA 101" }), 409);
  assert.equal((await api.request("DELETE", "/ambientes/10")).status, 204);
  assert.equal(await post(), 409, "and then that of room 11");
  assert.equal(await put(11, { nombre_ambiente: "AULA 102" }), 200);
  assert.equal(await post(), 201);
  assert.equal(await put(11, { nombre_ambiente: "AULA 101" }), 409);
});

Deno.test("of 24 people that create one room, in as many spellings, one succeeds", async () => {
  await using api = await prepareCatalogue();
  const spellings = ["SALÓN 7", "salon 7", "Salón 7", "SALON  7"];
  const people = [ADMIN, PEER, SUPERADMIN];
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, i) =>
      api.request("POST", "/ambientes", {
        as: people[i % people.length] ?? ADMIN,
        body: room(spellings[i % spellings.length] ?? ""),
      })),
  );
  const statuses = answers.map(({ status }) => status).toSorted();
  assert.deepEqual(statuses, [201, ...Array(23).fill(409)]);
  const found = await api.request("GET", "/ambientes?q=salon+7");
  assert.equal(found.body.total_items, 1);
});
