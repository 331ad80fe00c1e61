import assert from "node:assert/strict";
import { listSources, SRC, TESTS } from "./sources.ts";

const CODE = [...SRC, ...TESTS];
const MAX_LINES = 250;

Deno.test("no file is longer than 250 lines, and nine in ten stay under 150", async (t) => {
  const files = [...CODE, ...await listSources("sql", ".sql")];
  const long = files.filter(({ lines }) => lines > MAX_LINES);
  assert.deepEqual(long.map(({ path, lines }) => `${path}: ${lines}`), []);
  const sizes = CODE.map(({ lines }) => lines).sort((a, b) => a - b);
  const [median = 0, ninety = 0] = [0.5, 0.9].map((part) => sizes[Math.floor(sizes.length * part)]);
  await t.step(`median ${median} lines, nine in ten under ${ninety}, ${sizes.length} files`, () => {
    assert(ninety <= 150, `nine in ten under ${ninety}`);
  });
});

Deno.test("no file is called after nothing in particular", () => {
  const vague = /(^|[/_])(utils?|helpers?|services?|managers?|common)([_./]|$)/;
  assert.deepEqual(CODE.filter(({ path }) => vague.test(path)).map(({ path }) => path), []);
  const odd = CODE.filter(({ path }) => !/^[a-z0-9_/]+\.ts$/.test(path));
  assert.deepEqual(odd.map(({ path }) => path), []);
});

/** What no file of src may contain, outside those that are there for it. */
const BANNED: [what: RegExp, except: RegExp][] = [
  [/SELECT\s+\*|SELECT\s+\w+\.\*/i, /^$/],
  [/\bDeno\.env\b/, /^src\/config\/config\.ts$/],
  [/\bconsole\.\w+\(/, /^src\/console\.ts$/],
  [/\bnew Sql\(/, /^src\/db\//],
  [/\bTemporal\.Now\b|\bnew Date\(\)/, /^src\/(http\/clock\.ts$|db\/)/],
  [/\bDate\.now\(/, /^src\/(http\/clock\.ts$|db\/)/],
  [/\bNOW\(\)|\bCURRENT_TIMESTAMP\b|\bCURDATE\(\)/, /^src\/db\//],
  [/\bRETURNING\b|\bON (CONFLICT|DUPLICATE)\b|CAST\([^)]* AS INTEGER\)/i, /^$/],
  // SQLite would order it by code points: the column called `*_orden` is the one to sort by.
  [
    /(ORDER BY|order: sql`)[^`]*\b(nombre\w*|concepto|tipo_contrato|responsable)\b(?<!_orden)/,
    /^$/,
  ],
  [/\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)/, /^$/],
];

Deno.test("config, clock and database are received, SQL is common, and types are kept", () => {
  for (const [what, except] of BANNED) {
    const found = SRC.filter(({ path, text }) => !except.test(path) && what.test(code(text)));
    assert.deepEqual(found.map(({ path }) => path), [], String(what));
  }
});

Deno.test("no test is skipped or alone", () => {
  const skipping = /^\s*Deno\.test\.(ignore|only)\(|^\s*(ignore|only): true/m;
  const found = TESTS.filter(({ path, text }) =>
    !path.startsWith("tests/architecture/") && skipping.test(code(text))
  );
  assert.deepEqual(found.map(({ path }) => path), []);
});

/** The text without its comments: they may well speak of NOW(). */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "");
}
