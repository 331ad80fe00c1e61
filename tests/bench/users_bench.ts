import { PASSWORD } from "../people/people.ts";
import { type Api, output, signInRequest, startApi } from "./api_process.ts";
import { addCrowd, type Member } from "./crowd.ts";
import type { FloorPlan } from "./driver_floor.ts";
import { type Fastify, startFastify } from "./fastify/process.ts";
import type { LoadPlan, LoadResult } from "./http_load.ts";
import type { Place } from "./place.ts";

const CONNECTIONS = 16, SECONDS = 5, ROUNDS = 5;
/** So many sessions are open at once, of three roles and two centres. */
const SESSIONS = 64;
/** Of the API, of Fastify and of the loop over the bare driver: the same for all three. */
const POOL = 10;

export type Line = [what: string, ...figures: string[]];
type Print = (line: Line) => void;

/** Signing in, one's own user, one user by e-mail and a list of 100, by 64 people. */
export async function benchUsers(place: Place, print: Print): Promise<void> {
  const api = await startApi({ ...place.settings, DB_POOL_SIZE: String(POOL) });
  try {
    const crowd = await addCrowd(place, SESSIONS);
    print(["start-up to the first 200", `${api.startup.toFixed(0)} ms`]);
    print(["memory at rest", `${(await api.memory()).toFixed(0)} MiB`]);
    print(figures("GET /users/me", await run(api, crowd, "/users/me")));
    const readers = crowd.filter(({ id_rol }) => id_rol !== 3);
    print(figures("GET /users?limit=100", await run(api, readers, "/users?limit=100")));
    const signIns = { port: api.port, request: signInsOf(crowd), connections: 2, seconds: SECONDS };
    print(figures("POST /access/token", await load(signIns)));
    await compare(api, place, crowd, print);
    await stormOfLogins(api, crowd, print);
    await manyRequests(api, crowd, print);
  } finally {
    await api.stop();
  }
}

/** Ours, Fastify on Node and the bare driver in turn, with the same two statements. */
async function compare(api: Api, place: Place, crowd: readonly Member[], print: Print) {
  const url = "url" in place.driver ? place.driver.url : undefined;
  const fastify = url ? await startFastify({ url, poolSize: POOL }) : undefined;
  if (url && !fastify) print(["no Node on this machine, so no Fastify to compare with"]);
  const ratios = { fastify: [] as number[], p99: [] as number[], driver: [] as number[] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await load(byEmail(api, crowd));
      print(figures("GET /users/by-email, by 64 people", ours));
      if (fastify) {
        const theirs = await load(byEmail(fastify, crowd));
        print(figures("  Fastify 5 and mysql2 on Node", theirs));
        ratios.fastify.push(ours.rps / theirs.rps);
        ratios.p99.push(ours.p99 / theirs.p99);
      }
      const floor = await driver({ ...place.driver, poolSize: POOL, seconds: SECONDS });
      ratios.driver.push(ours.rps / floor);
      print(["  the same two statements, bare driver", `${floor.toFixed(0)}/s`]);
    }
  } finally {
    await fastify?.stop();
  }
  if (fastify) {
    print(["  ratio to Fastify (aim at least 1.2)", median(ratios.fastify).toFixed(2)]);
    print(["  p99 against Fastify's (aim at most 1.5)", median(ratios.p99).toFixed(2)]);
  }
  print(["  ratio to the bare driver (aim 0.8 on MariaDB)", median(ratios.driver).toFixed(2)]);
}

/** Everybody asks for himself. */
function byEmail({ port }: Api | Fastify, crowd: readonly Member[]): LoadPlan {
  const request = crowd.map(({ correo, token }) =>
    `GET /users/by-email?email=${encodeURIComponent(correo)} HTTP/1.1\r\nHost: localhost\r\n` +
    `Authorization: Bearer ${token}\r\n\r\n`
  );
  return { port, request, connections: CONNECTIONS, seconds: SECONDS };
}

async function stormOfLogins(api: Api, crowd: readonly Member[], print: Print) {
  const request = crowd.map(({ token }) => api.request("/users/me", token));
  const plan = { port: api.port, request, connections: 4, seconds: 6 };
  const quiet = await load(plan);
  const storm = load({ ...plan, request: signInsOf(crowd), connections: 8, seconds: 7 });
  const stormy = await load(plan);
  await storm;
  print(figures("GET /users/me, quiet, 4 connections", quiet));
  print(figures("GET /users/me while 8 log in at once", stormy));
  print(["  p99 against the quiet one (aim at most 2)", (stormy.p99 / quiet.p99).toFixed(2)]);
}

async function manyRequests(api: Api, crowd: readonly Member[], print: Print) {
  const request = crowd.map(({ token }) => api.request("/users/me", token));
  for (const requests of [50_000, 50_000]) {
    await load({ port: api.port, request, connections: CONNECTIONS, seconds: 120, requests });
    const memory = await api.memory();
    print(["memory after 50,000 requests more (aim under 192)", `${memory.toFixed(0)} MiB`]);
  }
}

function signInsOf(people: readonly Member[]): string[] {
  return people.map(({ correo: email }) => signInRequest({ email, password: PASSWORD }));
}

function run(api: Api, people: readonly Member[], path: string): Promise<LoadResult> {
  const request = people.map(({ token }) => api.request(path, token));
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
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
