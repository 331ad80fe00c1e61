import { openDb } from "@/db/open.ts";
import { sql, tuples } from "@/db/sql.ts";
import { type Api, output, signInRequest, startApi } from "./api_process.ts";
import type { FloorPlan } from "./driver_floor.ts";
import type { LoadPlan, LoadResult } from "./http_load.ts";
import type { Place } from "./place.ts";

const CONNECTIONS = 16;
const SECONDS = 5;

export type Line = [what: string, ...figures: string[]];

/** Signing in, the session's own user, one user by e-mail and a list of 100, against the bare driver. */
export async function benchUsers(place: Place, print: (line: Line) => void): Promise<void> {
  const api = await startApi(place.settings);
  try {
    await addUsers(place);
    print(["start-up to the first 200", `${api.startup.toFixed(0)} ms`]);
    print(["memory at rest", `${(await api.memory()).toFixed(0)} MiB`]);
    const quiet = await run(api, "/users/me");
    print(figures("GET /users/me", quiet));
    print(figures("GET /users?limit=100", await run(api, "/users?limit=100")));
    print(figures(
      "POST /access/token",
      await load({
        ...{ port: api.port, request: signInRequest(), connections: 2, seconds: SECONDS },
      }),
    ));
    await compareWithDriver(api, place, print);
    await stormOfLogins(api, print);
    await manyRequests(api, print);
  } finally {
    await api.stop();
  }
}

async function compareWithDriver(api: Api, place: Place, print: (line: Line) => void) {
  const path = "/users/by-email?email=usuario50%40correo.co";
  const ratios: number[] = [];
  for (let round = 0; round < 3; round++) {
    const floor = await driver({ ...place.driver, connections: CONNECTIONS, seconds: SECONDS });
    const found = await run(api, path);
    ratios.push(found.rps / floor);
    print(figures("GET /users/by-email", found));
    print(["  the same two statements, bare driver", `${floor.toFixed(0)}/s`]);
  }
  const median = ratios.toSorted((a, b) => a - b)[1] ?? 0;
  print(["  ratio to the bare driver (aim 0.7 on MariaDB)", median.toFixed(2)]);
}

async function stormOfLogins(api: Api, print: (line: Line) => void) {
  const plan = { port: api.port, request: api.request("/users/me"), connections: 4, seconds: 6 };
  const quiet = await load(plan);
  const storm = load({ port: api.port, request: signInRequest(), connections: 8, seconds: 7 });
  const stormy = await load(plan);
  await storm;
  print(figures("GET /users/me, quiet, 4 connections", quiet));
  print(figures("GET /users/me while 8 log in at once", stormy));
  print(["  p99 against the quiet one (aim at most 3)", (stormy.p99 / quiet.p99).toFixed(2)]);
}

async function manyRequests(api: Api, print: (line: Line) => void) {
  const request = api.request("/users/me");
  for (const requests of [50_000, 50_000]) {
    await load({ port: api.port, request, connections: CONNECTIONS, seconds: 120, requests });
    const memory = await api.memory();
    print(["memory after 50,000 requests more (aim under 150)", `${memory.toFixed(0)} MiB`]);
  }
}

function run(api: Api, path: string): Promise<LoadResult> {
  const request = api.request(path);
  return load({ port: api.port, request, connections: CONNECTIONS, seconds: SECONDS });
}

export async function load(plan: LoadPlan): Promise<LoadResult> {
  const args = ["run", "--quiet", "--allow-net=127.0.0.1", "tests/bench/http_load.ts"];
  return JSON.parse(await output(args, {}, JSON.stringify(plan)));
}

async function driver(plan: FloorPlan): Promise<number> {
  const file = plan.file ? [`--allow-read=${plan.file}`, `--allow-write=${plan.file}`] : [];
  const flags = ["--quiet", "--allow-net=127.0.0.1", "--allow-env", "--allow-read", ...file];
  const args = ["run", ...flags, "tests/bench/driver_floor.ts"];
  return Number(await output([...args, JSON.stringify(plan)]));
}

async function addUsers(place: Place): Promise<void> {
  const db = await openDb(place.database);
  const rows = Array.from({ length: 120 }, (_, i) => [
    `Usuario ${i}`,
    String(20_000_000 + i),
    3,
    `usuario${i}@correo.co`,
    "-",
    "CONTRATISTA",
    "3001112233",
    true,
    9121,
  ]);
  await db.execute(sql`
    INSERT INTO usuario (nombre_completo, identificacion, id_rol, correo, pass_hash, tipo_contrato,
      telefono, estado, cod_centro)
    VALUES ${tuples(rows)}`);
  await db.close();
}

export function figures(what: string, { rps, p50, p99, statuses }: LoadResult): Line {
  const failed = Object.keys(statuses).filter((status) => !status.startsWith("2"));
  const note = failed.length ? [`NOT ALL 2xx: ${JSON.stringify(statuses)}`] : [];
  return [
    what,
    `${rps.toFixed(0)}/s`,
    `p50 ${p50.toFixed(1)} ms`,
    `p99 ${p99.toFixed(1)} ms`,
    ...note,
  ];
}
