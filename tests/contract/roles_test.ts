import assert from "node:assert/strict";
import { INACTIVE, prepareApp } from "../support.ts";
import { CALLERS, restoreCaller } from "./callers.ts";
import { GUARDED, type Operation } from "./document.ts";
import { exampleOf } from "./example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

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
      await restoreCaller(api.db, id);
      const { status, body } = await call(api, operation, id);
      const told = `${operation.name} as role ${rol} -> ${status} ${body?.detail}`;
      assert(status !== 401 && status < 500, told);
      assert.doesNotMatch(body?.detail ?? "", ROLE_REFUSED, told);
    }
  }
});

function callersOf({ "x-roles": roles = [] }: Operation) {
  return {
    refused: CALLERS.filter(([, rol]) => !roles.includes(rol)),
    allowed: CALLERS.filter(([, rol]) => roles.includes(rol)),
  };
}

function call(api: Api, operation: Operation, as: number) {
  const { method, url, ...rest } = exampleOf(operation);
  return api.request(method, url, { ...rest, as });
}
