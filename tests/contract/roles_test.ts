import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INACTIVE,
  INSTRUCTOR,
  prepareApp,
  SUPERADMIN,
} from "../support.ts";
import { GUARDED, type Operation } from "./document.ts";
import { exampleOf } from "./example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/** Role by user; the least powerful first, so that nobody's act takes away a later one's role. */
const CALLERS = {
  [FOREIGN_INSTRUCTOR]: 3,
  [INSTRUCTOR]: 3,
  [FOREIGN_ADMIN]: 2,
  [ADMIN]: 2,
  [SUPERADMIN]: 1,
};

const ROLE_REFUSED = /^Su rol no permite esta acción: se necesita /;

// The whole matrix of roles, centres and routes, read from the document: a new route is in it
// without a line here. What each caller may see and do inside a route stands in tests/scope/.
Deno.test("who is not among the x-roles of a route gets 403, whatever he sends", async () => {
  await using api = await prepareApp();
  for (const operation of GUARDED) {
    for (const [id, rol] of callersOf(operation).refused) {
      const { status, body } = await call(api, operation, id);
      assert.equal(status, 403, `${operation.name} as role ${rol}`);
      assert.match(body.detail, ROLE_REFUSED, operation.name);
    }
  }
});

Deno.test("an inactive user gets 403 on every route", async () => {
  await using api = await prepareApp();
  for (const operation of GUARDED) {
    const { status, body } = await call(api, operation, INACTIVE);
    assert.deepEqual([status, body.type], [403, "/problemas/usuario-inactivo"], operation.name);
  }
});

Deno.test("who is among the x-roles of a route gets through, and never to a 5xx", async () => {
  await using api = await prepareApp();
  for (const operation of GUARDED) {
    for (const [id, rol] of callersOf(operation).allowed) {
      await restore(api, id);
      const { status, body } = await call(api, operation, id);
      const told = `${operation.name} as role ${rol} -> ${status} ${body?.detail}`;
      assert(status !== 401 && status < 500, told);
      assert.doesNotMatch(body?.detail ?? "", ROLE_REFUSED, told);
    }
  }
});

function callersOf({ "x-roles": roles = [] }: Operation) {
  const callers = Object.entries(CALLERS).map(([id, rol]) => [Number(id), rol] as const);
  return {
    refused: callers.filter(([, rol]) => !roles.includes(rol)),
    allowed: callers.filter(([, rol]) => roles.includes(rol)),
  };
}

function call(api: Api, operation: Operation, as: number) {
  const { method, url, ...rest } = exampleOf(operation);
  return api.request(method, url, { ...rest, as });
}

/** Undoes what an earlier route did to this caller: a closed session, a state, another role. */
async function restore({ db }: Api, id: number) {
  const rol = Object.entries(CALLERS).find(([other]) => Number(other) === id)?.[1] ?? 0;
  await db.execute(sql`
    UPDATE usuario SET estado = ${true}, id_rol = ${rol} WHERE id_usuario = ${id}`);
  await db.execute(sql`DELETE FROM token_refresco WHERE id_usuario = ${id}`);
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, vence_en)
    VALUES (${`sesion-${id}`}, ${`familia-${id}`}, ${id}, ${Number.MAX_SAFE_INTEGER})`);
}
