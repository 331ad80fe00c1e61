import assert from "node:assert/strict";
import * as z from "zod";
import { type Api, startApi } from "../../../bench/api_process.ts";
import { bookOf, pe04Rows } from "../files.ts";
import { formOf } from "../upload.ts";
import { HOSTILE } from "./hostile_files.ts";
import { REFUSED } from "./refused_files.ts";

const MIB = 1024 * 1024;
const HONEST = bookOf(pe04Rows({}));

const Answer = z.object({
  detail: z.string().optional(),
  errors: z.array(z.object({ campo: z.string() })).optional(),
  conteos: z.object({ filas: z.object({ nuevas: z.int() }) }).optional(),
});

/** An API in a process of its own, with the rights that `deno task start` has. */
async function openApi() {
  const folder = await Deno.makeTempDir();
  const api = await startApi({ DB_FILE: `${folder}/prueba.db`, BCRYPT_COST: "4" });
  return {
    api,
    [Symbol.asyncDispose]: async () => {
      await api.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function upload(api: Api, bytes: Uint8Array, path = "/importaciones", tipo?: string) {
  const form = formOf(bytes, tipo === undefined ? {} : { tipo });
  const { status, body } = await api.time("POST", path, form);
  return { status, ...Answer.parse(body) };
}

/** What a task comes to, and how many MiB more the API had at most meanwhile. */
async function withMemory<T>(api: Api, task: () => Promise<T>): Promise<[T, number]> {
  const before = await api.memory();
  let peak = 0, isOver = false;
  const watching = (async () => {
    while (!isOver) {
      peak = Math.max(peak, await api.memory());
      await new Promise((again) => setTimeout(again, 50));
    }
  })();
  const result = await task().finally(() => isOver = true);
  await watching;
  return [result, peak - before];
}

Deno.test("POST /importaciones outlives every hostile file, each under 2 s and 300 MiB", async () => {
  await using opened = await openApi();
  const { api } = opened;
  assert.equal((await upload(api, HONEST)).status, 201); // the first worker compiles the library
  for (const [what, file, outcome] of HOSTILE) {
    const bytes = file();
    const start = await api.processor();
    const [{ status, detail }, extra] = await withMemory(api, () => upload(api, bytes));
    const seconds = await api.processor() - start;
    assert(seconds < 2, `${what}: ${seconds} s`);
    assert(extra < 300, `${what}: ${extra} MiB`);
    assert.equal(status, typeof outcome === "number" ? 201 : 422, `${what}: ${detail}`);
    if (outcome instanceof RegExp) assert.match(detail ?? "", outcome, what);
  }
  const after = await upload(api, HONEST);
  assert.deepEqual([after.status, after.conteos?.filas.nuevas], [201, 1]);
});

Deno.test("POST /importaciones says of every file that is none what is wrong, and keeps nothing", async () => {
  await using opened = await openApi();
  const { api } = opened;
  for (const [what, [file, message]] of Object.entries(REFUSED)) {
    if (file.length === 0) continue; // the form itself refuses it
    const { status, detail, errors } = await upload(api, file);
    assert.deepEqual([status, errors?.map(({ campo }) => campo)], [422, ["file"]], what);
    assert(detail?.includes(message), `${what}: ${detail}`);
  }
  const wrong: [path: string, tipo?: string][] = [
    ["/importaciones", "df14"],
    ["/importaciones", "juicios"],
    ["/files/upload-df14-excel/"],
    ["/files/upload-evaluaciones-excel/"],
  ];
  for (const [path, tipo] of wrong) {
    const { status, detail } = await upload(api, HONEST, path, tipo);
    assert.equal(status, 422, path);
    assert.match(detail ?? "", /es un PE-04/, path);
  }
  assert.equal((await upload(api, new Uint8Array())).status, 422);
  const list = await api.time("GET", "/importaciones");
  assert.deepEqual(list.body, { items: [], total_items: 0 });
});

Deno.test("POST /importaciones of more than 20 MiB is a 413", async () => {
  await using opened = await openApi();
  const { api } = opened;
  for (const path of ["/importaciones", "/files/upload-excel/"]) {
    const { status, detail } = await upload(api, new Uint8Array(20 * MIB), path);
    assert.deepEqual([status, detail], [413, "El cuerpo pasa de 20 MiB; divídalo"], path);
  }
  assert.equal((await api.time("GET", "/users/me")).status, 200);
});
