import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { prepareApp, SUPERADMIN } from "../support.ts";
import { restoreCaller } from "./callers.ts";
import { resolve, type Schema, WITH_BODY } from "./document.ts";
import { exampleOf, valueOf } from "./example_request.ts";

/** Short enough for most names, and harmful enough where a value becomes part of a statement. */
const TEXT = "x'; DROP TABLE rol;--";

/** The example with SQL in each field that takes a line of any text; undefined where none does. */
function withSql(given: Schema): object | undefined {
  const fields = Object.entries(resolve(given).properties ?? {});
  const free = fields.filter(([name, field]) => isFree(resolve(field)) && !/pass|token/.test(name));
  if (free.length === 0) return undefined;
  const example = valueOf(given);
  return { ...Object(example), ...Object.fromEntries(free.map(([name]) => [name, TEXT])) };
}

function isFree(
  { type, format, pattern = "", enum: choices, maxLength = Infinity }: Schema,
): boolean {
  const anyText = !format && !choices && /^(\^\[\^[^\]]*\]\*\$)?$/.test(String(pattern));
  return type === "string" && anyText && Number(maxLength) >= TEXT.length;
}

async function lastEntry(db: Db) {
  const [row] = await db.rows(sql`
    SELECT id_auditoria, despues FROM auditoria ORDER BY id_auditoria DESC LIMIT 1`);
  return { id: Number(row?.id_auditoria ?? 0), despues: String(row?.despues ?? "") };
}

// The trail of each change holds the record as the database gave it back after writing.
Deno.test("SQL in any field of text is stored as the text it is", async () => {
  await using api = await prepareApp();
  const stored: string[] = [];
  for (const operation of WITH_BODY) {
    const schema = operation.requestBody?.content["application/json"]?.schema;
    const body = schema && withSql(schema);
    if (!body) continue;
    await restoreCaller(api.db, SUPERADMIN);
    const before = await lastEntry(api.db);
    const { method, url } = exampleOf(operation);
    const { status } = await api.request(method, url, { body, as: SUPERADMIN });
    assert(status < 500, `${operation.name} -> ${status}`);
    const entry = await lastEntry(api.db);
    if (status >= 300 || entry.id === before.id) continue;
    assert(entry.despues.includes(TEXT), `${operation.name}: ${entry.despues}`);
    stored.push(operation.name);
  }
  assert((await api.db.rows(sql`SELECT nombre FROM rol`)).length >= 3);
  assert(stored.length >= 10, `only ${stored}`);
});
