import assert from "node:assert/strict";
import { refusedVersion } from "@/deno_version.ts";
import { copyRepository, runTask, startTask, untilOk } from "../processes.ts";

const QUICK = { BCRYPT_COST: "4" };
const TASKS = ["start", "serve", "migrate", "demo"];

/** One line of ours, in Spanish, and nothing else that went wrong. */
function holdsOneLine(code: number, output: string, words: RegExp): void {
  assert.notEqual(code, 0, output);
  // `deno serve` has several threads, names the one that speaks, and each may meet the same.
  const text = output.replaceAll(/^\[serve-worker-\d+ *\] /gm, "");
  const lines = text.trim().split("\n").filter((line) => !/^(Listening|Download|Task)/.test(line));
  assert.equal(new Set(lines).size, 1, text);
  assert.match(text, words);
  assert.doesNotMatch(text, /\n\s+at |NotCapable|Uncaught/);
}

Deno.test("a file that is no database: each task says which, and the variable", async () => {
  await using folder = await copyRepository();
  await Deno.mkdir(`${folder.path}/datos`);
  await Deno.writeTextFile(`${folder.path}/datos/notas.db`, "no es una base\n".repeat(500));
  const settings = { ...QUICK, DB_FILE: "datos/notas.db" };
  const words = /^El archivo datos\/notas\.db no es una base de datos.*DB_FILE/m;
  for (const task of TASKS) {
    const { code, text } = await runTask(folder, task, settings);
    holdsOneLine(code, text, words);
  }
  await Deno.writeTextFile(`${folder.path}/datos/PE-04.csv`, "a,b\n");
  const { code, text } = await runTask(folder, "import", settings, ["datos/PE-04.csv"]);
  holdsOneLine(code, text, words);
});

Deno.test("a folder that cannot be made or written: the file and the variable are named", async () => {
  await using folder = await copyRepository();
  await Deno.writeTextFile(`${folder.path}/ocupado`, "un archivo donde iría la carpeta");
  for (const task of ["start", "serve", "migrate"]) {
    const { code, text } = await runTask(folder, task, { ...QUICK, DB_FILE: "ocupado/gf.db" });
    holdsOneLine(code, text, /^No se puede escribir la base de datos ocupado\/gf\.db.*DB_FILE/m);
  }
});

Deno.test("a port that is taken: the port, the variable, exit 1, and the first is left alone", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", {
    ...QUICK,
    ADMIN_PASSWORD: "Nevado-del-Ruiz-5321",
  });
  await api.says(/\/docs$/m);
  for (const task of ["start", "serve"]) {
    const { code, text } = await runTask(folder, task, { ...QUICK, PORT: String(api.port) });
    const words = new RegExp(`^El puerto ${api.port} de 127\\.0\\.0\\.1 ya está en uso.*PORT`, "m");
    holdsOneLine(code, text, words);
  }
  assert.ok(await untilOk(`${api.url}/readyz`) < 5_000);
});

Deno.test("an address that is not of this machine, and a database of a later release", async () => {
  await using folder = await copyRepository();
  const away = await runTask(folder, "start", { ...QUICK, HOST: "203.0.113.9" });
  assert.match(away.text, /^La dirección 203\.0\.113\.9 no es de esta máquina.*HOST/m);
  const engine = `${folder.path}/sql/sqlite`;
  await Deno.writeTextFile(`${engine}/9999_futuro.sql`, "CREATE TABLE IF NOT EXISTS x (n INT);\n");
  assert.equal((await runTask(folder, "migrate", QUICK)).code, 0);
  await Deno.remove(`${engine}/9999_futuro.sql`);
  for (const task of ["start", "migrate", "demo"]) {
    const { code, text } = await runTask(folder, task, QUICK);
    holdsOneLine(code, text, /^La base de datos es de una versión más nueva.*9999_futuro\.sql/m);
  }
});

Deno.test("a Deno that is too old is told so in words", () => {
  for (const version of ["1.46.3", "2.6.10", "2.0.0"]) {
    assert.match(refusedVersion(version) ?? "", new RegExp(`Deno 2\\.7.*${version}.*upgrade`));
  }
  for (const version of ["2.7.0", "2.9.6", "3.0.0"]) {
    assert.equal(refusedVersion(version), undefined);
  }
});
