import fc from "fast-check";
import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { prepareWorld } from "../../resources/programacion/world.ts";
import { COLLEAGUE, SUPERADMIN } from "../../support.ts";
import { restoreCaller } from "../callers.ts";
import { type Operation, operationOf, OPERATIONS, resolve } from "../document.ts";
import { hostileTo } from "./hostile.ts";

/** The same requests every time: a gate must not fail for what nobody changed. */
const SEED = Number(Deno.env.get("FUZZ_SEED") ?? 20_260_706);
const RUNS = Number(Deno.env.get("FUZZ_RUNS") ?? 25);

type Answer = { status: number; body: { errors?: { campo: string }[]; detail?: unknown } | null };

// `api.request()` holds every answer to the document: whatever else a route may say is a failure.
Deno.test("no input gives a 5xx, and a refusal names the field", async () => {
  // With the records that the examples of the document name: a field at fault meets a good rest.
  await using api = await prepareWorld();
  const before = await api.db.rows(sql`SELECT pass_hash, correo FROM usuario ORDER BY id_usuario`);
  for (const operation of OPERATIONS) {
    const property = fc.asyncProperty(hostileTo(operation), async ({ method, url, ...sent }) => {
      await restoreCaller(api.db, SUPERADMIN);
      const answer = await api.request(method, url, { ...sent, as: SUPERADMIN });
      // Some paths lead elsewhere: `/users/..` is the root.
      checkRefusal(operationOf(method, url) ?? operation, url, answer);
    });
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
  }
  const after = await api.db.rows(sql`SELECT pass_hash, correo FROM usuario ORDER BY id_usuario`);
  assert.deepEqual(after[COLLEAGUE - 1], before[COLLEAGUE - 1]);
});

function checkRefusal(operation: Operation, url: string, { status, body }: Answer): void {
  assert(status < 500, `${operation.name} -> ${status}`);
  if (status < 400) return;
  assert.equal(typeof body?.detail, "string");
  if (status !== 422) return;
  const errors = body?.errors ?? [];
  assert(errors.length > 0, `${operation.name} names no field: ${body?.detail}`);
  for (const { campo } of errors) {
    const isKnown = fieldsOf(operation).includes(campo.split(".")[0] ?? "");
    assert(isKnown || sentIn(url, campo), `${operation.name}: ${campo}`);
  }
}

/** Whether it is a parameter that no route knows, and that was sent all the same. */
function sentIn(url: string, name: string): boolean {
  const query = url.split("?", 2)[1] ?? "";
  return query.split("&").some((pair) => plain(pair.split("=", 1)[0] ?? "") === name);
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a refusal may name: a parameter, a field of the body, or the body itself. */
function fieldsOf({ parameters, requestBody }: Operation): string[] {
  const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => resolve(schema));
  return [
    "cuerpo",
    ...parameters.map(({ name }) => name),
    ...bodies.flatMap(({ properties = {} }) => Object.keys(properties)),
  ];
}
