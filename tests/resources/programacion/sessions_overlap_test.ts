import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE, INSTRUCTOR } from "../../support.ts";
import { AULA, FICHA, LARGE, OTHER_FICHA, prepareWorld, PROGRAMMING, WRITE } from "./world.ts";

type Api = Awaited<ReturnType<typeof prepareWorld>>;

const DAY = "2026-07-14";

/** Of two sessions, what they have in common; each of them is another's in all else. */
const SHARED = {
  instructor: { id_instructor: INSTRUCTOR },
  ficha: { cod_ficha: FICHA },
  ambiente: { id_ambiente: AULA },
};

const FIRST = { id_instructor: INSTRUCTOR, cod_ficha: FICHA, id_ambiente: AULA };
const OTHER = { id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA, id_ambiente: LARGE };

/** Hours of the second session, beside those of the first, and whether both can stand. */
const CASES: [string, [string, string], [string, string], boolean][] = [
  ["it touches the end", ["08:00", "10:00"], ["10:00", "12:00"], true],
  ["it touches the start", ["08:00", "10:00"], ["06:00", "08:00"], true],
  ["equal", ["08:00", "10:00"], ["08:00", "10:00"], false],
  ["contained", ["08:00", "12:00"], ["09:00", "10:00"], false],
  ["containing", ["09:00", "10:00"], ["08:00", "12:00"], false],
  ["same start, shorter", ["08:00", "10:00"], ["08:00", "09:00"], false],
  ["same end, longer", ["08:00", "10:00"], ["07:00", "10:00"], false],
  ["over the start", ["08:00", "10:00"], ["07:00", "08:30"], false],
  ["over the end by a minute", ["08:00", "10:00"], ["09:59", "11:00"], false],
  ["over the end by a second", ["08:00", "10:00:01"], ["10:00", "11:00"], false],
  ["from midnight on", ["00:00", "01:00"], ["00:00", "00:30"], false],
  ["from midnight on, touching", ["00:00", "01:00"], ["01:00", "02:00"], true],
  ["18-22 twice", ["18:00", "22:00"], ["18:00", "22:00"], false],
  ["up to the last second", ["22:00", "23:59:59"], ["23:00", "23:59:59"], false],
];

function sessionOf(who: object, [hora_inicio, hora_fin]: [string, string], fecha = DAY) {
  return {
    ...who,
    fecha_programada: fecha,
    hora_inicio,
    hora_fin,
    cod_competencia: PROGRAMMING,
    cod_resultado: WRITE,
  };
}

const post = (api: Api, body: object) => api.request("POST", "/programacion", { body });

async function clear({ db }: Api): Promise<void> {
  await db.execute(sql`DELETE FROM programacion`);
}

const reasonsOf = (body: {
  conflictos: { tipo: string; con: { id_programacion: number } }[];
}) => body.conflictos.map(({ tipo, con }) => [tipo, con.id_programacion]);

for (const [tipo, shared] of Object.entries(SHARED)) {
  Deno.test(`POST /programacion beside a session of the same ${tipo}`, async () => {
    await using api = await prepareWorld();
    for (const [name, first, second, stands] of CASES) {
      const stored = await post(api, sessionOf(FIRST, first));
      assert.equal(stored.status, 201, name);
      const { status, body } = await post(api, sessionOf({ ...OTHER, ...shared }, second));
      assert.equal(status, stands ? 201 : 409, name);
      if (!stands) assert.deepEqual(reasonsOf(body), [[tipo, stored.body.id_programacion]], name);
      await clear(api);
    }
  });
}

Deno.test("the end of one day and the start of the next do not touch", async () => {
  await using api = await prepareWorld();
  const late = sessionOf(FIRST, ["22:00", "23:59:59"]);
  assert.equal((await post(api, late)).status, 201);
  const early = sessionOf(FIRST, ["00:00", "02:00"], "2026-07-15");
  assert.equal((await post(api, early)).status, 201);
});

Deno.test("a refusal names all that stands in the way, not only the first", async () => {
  await using api = await prepareWorld();
  const { body: own } = await post(api, sessionOf(FIRST, ["08:00", "10:00"]));
  const others = { ...OTHER, id_instructor: INSTRUCTOR };
  const { body: later } = await post(api, sessionOf(others, ["10:00", "12:00"]));
  const refused = await post(
    api,
    sessionOf({ ...FIRST, cod_ficha: OTHER_FICHA }, ["09:00", "11:00"]),
  );
  assert.equal(refused.status, 409);
  assert.deepEqual(reasonsOf(refused.body).toSorted(), [
    ["ambiente", own.id_programacion],
    ["ficha", later.id_programacion],
    ["instructor", own.id_programacion],
    ["instructor", later.id_programacion],
  ]);
});

for (const [tipo, shared] of Object.entries(SHARED)) {
  Deno.test(`a cancelled session leaves its ${tipo} free, and returns only to a free one`, async () => {
    await using api = await prepareWorld();
    const { body: { id_programacion: id } } = await post(api, sessionOf(FIRST, ["08:00", "10:00"]));
    const path = `/programacion/sesiones/${id}`;
    await api.request("POST", `${path}/cancelar`, { body: { motivo: "Incapacidad" } });
    const taker = await post(api, sessionOf({ ...OTHER, ...shared }, ["09:00", "11:00"]));
    assert.equal(taker.status, 201);
    const refused = await api.request("POST", `${path}/reactivar`, { body: {} });
    assert.equal(refused.status, 409);
    assert.deepEqual(reasonsOf(refused.body), [[tipo, taker.body.id_programacion]]);
    assert.equal((await api.request("GET", path)).body.estado, "cancelada");

    const away = { body: { hora_inicio: "10:00", hora_fin: "12:00" } };
    const takerPath = `/programacion/sesiones/${taker.body.id_programacion}`;
    assert.equal((await api.request("PUT", takerPath, away)).status, 200);
    const restored = await api.request("POST", `${path}/reactivar`, { body: {} });
    assert.deepEqual([restored.status, restored.body.estado], [200, "programada"]);
  });

  Deno.test(`PUT: a move into an occupied ${tipo} is refused, one within itself is not`, async () => {
    await using api = await prepareWorld();
    const { body: standing } = await post(api, sessionOf(FIRST, ["08:00", "10:00"]));
    const { body: moving } = await post(api, sessionOf(OTHER, ["09:00", "11:00"]));
    const path = `/programacion/sesiones/${moving.id_programacion}`;
    // Another ficha would bring its own ambiente.
    const into = { id_ambiente: LARGE, ...shared };
    const refused = await api.request("PUT", path, { body: into });
    assert.equal(refused.status, 409);
    assert.deepEqual(reasonsOf(refused.body), [[tipo, standing.id_programacion]]);
    const { hora_inicio, version } = (await api.request("GET", path)).body;
    assert.deepEqual([hora_inicio, version], ["09:00:00", 1]);

    const within = { body: { hora_inicio: "10:00", hora_fin: "11:30", ...into } };
    assert.equal((await api.request("PUT", path, within)).status, 200);
    const back = await api.request("PUT", path, { body: { hora_inicio: "09:59" } });
    assert.deepEqual(reasonsOf(back.body), [[tipo, standing.id_programacion]]);
  });
}
