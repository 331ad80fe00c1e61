import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { readArguments } from "@/import/arguments.ts";
import { barOf, showProgress } from "@/import/progress_bar.ts";
import { importFile } from "@/import/run.ts";
import { createImports } from "@/resources/importaciones/imports.ts";
import { bookOf, pe04Rows } from "../resources/importaciones/files.ts";
import { NOW, prepareApp } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const ROWS = pe04Rows({}, { IDENTIFICADOR_FICHA: 2900001, CODIGO_CENTRO: 9307 }, {
  IDENTIFICADOR_FICHA: "1A",
});

const BOOK = bookOf(ROWS);

/** Runs the command on a file. @returns what it said, how it went on, and the progress seen */
async function run(
  api: Api,
  { confirmar = false, yes = false, bytes = BOOK }: {
    confirmar?: boolean;
    yes?: boolean;
    bytes?: Uint8Array;
  },
) {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/PE-04 julio.xlsx`;
  await Deno.writeFile(file, bytes);
  const imports = createImports();
  const said: string[] = [], asked: string[] = [];
  const ask = (question: string) => asked.push(question) > 0 && yes;
  try {
    const given = { ...imports, db: api.db, clock: () => NOW };
    await importFile(given, { file, confirmar }, { say: (text) => said.push(text), ask });
  } finally {
    await imports.close();
    await Deno.remove(folder, { recursive: true });
  }
  return { said, asked };
}

async function count(api: Api): Promise<unknown> {
  return (await api.db.rows(sql`SELECT COUNT(*) AS fichas FROM grupo`))[0]?.fichas;
}

Deno.test("deno task import shows what would change and applies it once that is agreed to", async () => {
  await using api = await prepareApp();
  const refused = await run(api, {});
  assert.equal(refused.said[0], "PE-04 julio.xlsx: pe04, 3 filas");
  assert.equal(
    refused.said[1],
    "2 nuevas, 0 cambiadas, 0 iguales, 0 que ya no vienen (no se borran), 1 rechazadas",
  );
  assert.match(refused.said[2] ?? "", /^ {2}fila 8: .*letra/);
  assert.match(
    refused.said[3] ?? "",
    /^No se aplicó\. Queda por un día: POST \/importaciones\/1\//,
  );
  assert.deepEqual(refused.asked, ["¿Aplicar estos cambios? (s/n)"]);
  assert.equal(await count(api), 0);

  const applied = await run(api, { yes: true });
  assert.match(applied.said.at(-1) ?? "", /^Aplicado\. Para deshacerlo: POST \/importaciones\/2\//);
  assert.equal(await count(api), 2);
  const [row] = await api.db.rows(sql`
    SELECT id_usuario, accion, request_id FROM auditoria WHERE tabla = 'importacion'`);
  assert.deepEqual({ ...row }, { id_usuario: null, accion: "confirmar", request_id: "import" });

  const again = await run(api, { confirmar: true });
  assert.equal(again.said.at(-1), "No hay nada que cambiar.");
  assert.deepEqual(again.asked, []);
});

Deno.test("deno task import --confirmar asks nothing", async () => {
  await using api = await prepareApp();
  assert.deepEqual((await run(api, { confirmar: true })).asked, []);
  assert.equal(await count(api), 2);
});

Deno.test("deno task import says in words what it cannot read, and leaves nothing", async () => {
  await using api = await prepareApp();
  await assert.rejects(
    run(api, { bytes: new Uint8Array([1, 2, 3]) }),
    /El archivo no es un PE-04, ni un DF-14A/,
  );
  await assert.rejects(run(api, { bytes: new Uint8Array(20 * 1024 * 1024 + 1) }), /pasa de 20 MiB/);
  const given = { ...createImports(), db: api.db, clock: () => NOW };
  const terminal = { say: () => {}, ask: () => true };
  const missing = importFile(given, { file: "/no/hay.xlsx", confirmar: true }, terminal);
  await assert.rejects(missing, /^Error: No existe el archivo \/no\/hay\.xlsx$/);
  assert.equal((await api.request("GET", "/importaciones")).body.total_items, 0);
});

Deno.test("what deno task import is told: a file from where one stands, and how it is used", () => {
  const order = readArguments(["../julio.xlsx", "--tipo=df14", "--confirmar"], "/home/ana/bajados");
  assert.deepEqual(order, { file: "/home/ana/julio.xlsx", tipo: "df14", confirmar: true });
  assert.deepEqual(readArguments(["/tmp/a.xls"], "/x"), { file: "/tmp/a.xls", confirmar: false });
  for (const args of [[], ["a", "b"], ["a", "--tipo=otro"], ["a", "--si"]]) {
    assert.throws(() => readArguments(args, "/"), /^Error: Uso: deno task import ARCHIVO/);
  }
});

Deno.test("the bar follows the progress on a terminal, and clears itself", async () => {
  assert.equal(barOf(0), `[${"░".repeat(30)}]   0 %`);
  assert.equal(barOf(50), `[${"█".repeat(15)}${"░".repeat(15)}]  50 %`);
  assert.equal(barOf(100), `[${"█".repeat(30)}] 100 %`);
  const written: string[] = [];
  const writeSync = (bytes: Uint8Array) => written.push(new TextDecoder().decode(bytes));
  const progress = new Map([[7, 40]]);
  const endBar = showProgress(progress, { isTerminal: () => true, writeSync });
  await new Promise((again) => setTimeout(again, 350));
  endBar();
  assert.deepEqual(written, [`\r\x1b[K${barOf(40)}`, "\r\x1b[K"]);
  showProgress(progress, { isTerminal: () => false, writeSync })();
  assert.equal(written.length, 2);
});
