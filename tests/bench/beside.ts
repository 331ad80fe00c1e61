import { parentPort, Worker, workerData } from "node:worker_threads";
import * as z from "zod";
import type { Person } from "./people.ts";

// What people feel while something else is under way. They ask from a thread of their own.

/** How long answers to one kind of request took, in ms, and how many were no 2xx. */
export type Felt = {
  what: string;
  requests: number;
  p50: number;
  p99: number;
  max: number;
  failed: number;
};

const Times = z.record(z.string(), z.object({ times: z.array(z.number()), failed: z.int() }));

/** How long a person looks at an answer, in ms; who watches `/healthz` looks more often. */
const THINKS = 150, WATCHES = 10, SIGNS_IN = 1_000, WRITES = 500;
const READS = ["/users/me", "/grupos?limit=20", "/ambientes?limit=20", "/notificaciones", "/roles"];

type Given = { base: string; people: Person[] };

/** What `during` gives, and what everybody felt meanwhile, by kind of request. */
export async function askBeside<T>(
  given: Given,
  during: () => Promise<T>,
): Promise<[T, Felt[]]> {
  const worker = new Worker(new URL(import.meta.url), { workerData: given });
  const message = () => new Promise((resolve) => worker.once("message", resolve));
  await message();
  try {
    const result = await during();
    worker.postMessage("enough");
    const all = Object.entries(Times.parse(await message()));
    return [result, all.map(([what, { times, failed }]) => feltOf(what, times, failed))];
  } finally {
    await worker.terminate();
  }
}

function feltOf(what: string, times: number[], failed: number): Felt {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  const max = sorted.at(-1) ?? 0;
  return { what, requests: sorted.length, p50: at(0.5), p99: at(0.99), max, failed };
}

async function ask({ base, people }: Given): Promise<void> {
  const felt: z.infer<typeof Times> = {};
  let enough = false;
  parentPort?.once("message", () => enough = true);

  async function send(what: string, path: string, options: RequestInit): Promise<void> {
    const start = performance.now();
    const answer = await fetch(base + path, options);
    await answer.text();
    const kind = felt[what] ??= { times: [], failed: 0 };
    kind.times.push(performance.now() - start);
    if (!answer.ok) kind.failed++;
  }

  async function again(pause: number, task: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; !enough; round++) {
      await task(round);
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }

  function person({ token }: Person, i: number): Promise<void> {
    const headers = { Authorization: `Bearer ${token}` };
    return again(THINKS, (round) => {
      // Everybody asks first of all who he is, as the client does, and then looks around.
      const path = READS[round % 2 === 0 ? 0 : 1 + (i + round) % (READS.length - 1)] ?? "/";
      return send(`GET ${path.replace(/\?.*/, "")}`, path, { headers });
    });
  }

  await fetch(`${base}/healthz`).then((answer) => answer.text());
  parentPort?.postMessage("ready");
  const [, writer, comer] = people;
  await Promise.all([
    again(WATCHES, () => send("GET /healthz", "/healthz", {})),
    ...people.map(person),
    again(WRITES, (round) =>
      send("POST /ambientes", "/ambientes", {
        method: "POST",
        headers: { Authorization: `Bearer ${writer?.token}`, "Content-Type": "application/json" },
        body: JSON.stringify({
          nombre_ambiente: `AULA ${crypto.randomUUID().slice(0, 8)} ${round}`,
          num_max_aprendices: 30,
          municipio: "PEREIRA",
          ubicacion: "BLOQUE A",
          cod_centro: 9121,
        }),
      })),
    again(SIGNS_IN, () => {
      const { email: username = "", password = "" } = comer?.account ?? {};
      const body = new URLSearchParams({ username, password });
      return send("POST /access/token", "/access/token", { method: "POST", body });
    }),
  ]);
  parentPort?.postMessage(felt);
}

if (parentPort && workerData?.people) await ask(workerData);
