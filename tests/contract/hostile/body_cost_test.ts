import assert from "node:assert/strict";
import { INSTRUCTOR, prepareApp, SUPERADMIN } from "../../support.ts";
import { WITH_BODY } from "../document.ts";
import { exampleOf } from "../example_request.ts";

const MIB = 1024 * 1024;
const JSON_ROUTES = WITH_BODY.filter(({ requestBody }) => requestBody?.content["application/json"]);

Deno.test("a text that makes more values than its size explains is 413", async () => {
  await using api = await prepareApp();
  const costly = ["{},", "[],", "0,", '"",', '"\\"",'];
  for (const operation of JSON_ROUTES) {
    const limit = operation["x-max-bytes"] ?? 0;
    for (const value of costly) {
      const body = `{"x":[${value.repeat((limit - 100) / value.length)}0]}`;
      const { method, url } = exampleOf(operation);
      const answer = await api.request(method, url, { body, as: SUPERADMIN });
      assert.equal(answer.status, 413, operation.name);
    }
  }
  const words = '"{},[],'.repeat(1_000).replaceAll('"', "");
  const { status } = await api.request("POST", "/access/refresh", {
    body: { refresh_token: "x", x: `${words}\"${words}` },
  });
  assert.equal(status, 401, "signs inside a text are no values");
});

Deno.test("a form of many fields is 413", async () => {
  await using api = await prepareApp();
  const form = "application/x-www-form-urlencoded";
  const sent = { body: "a&".repeat(4_000), type: form, as: null };
  assert.equal((await api.request("POST", "/access/token", sent)).status, 413);
  const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  for (const boundary of ["b", '"b"']) {
    const type = `multipart/form-data; boundary=${boundary}`;
    const body = `${part.repeat(200)}--b--`;
    assert.equal((await api.request("POST", "/access/token", { body, type })).status, 413);
    assert.equal((await api.request("POST", "/importaciones", { body, type })).status, 413);
  }
});

Deno.test("a compressed body is 415: nothing here unpacks one", async () => {
  await using api = await prepareApp();
  for (const operation of WITH_BODY) {
    const [type = ""] = Object.keys(operation.requestBody?.content ?? {});
    const headers = { "Content-Encoding": "gzip" };
    const { method, url } = exampleOf(operation);
    const answer = await api.request(method, url, { body: "{}", type, headers, as: SUPERADMIN });
    assert.equal(answer.status, 415, operation.name);
  }
});

Deno.test("the type of a body may be written in any case, with parameters", async () => {
  await using api = await prepareApp();
  for (
    const type of ["Application/JSON; charset=x", "application/problem+json", "APPLICATION/JSON"]
  ) {
    const body = { refresh_token: "x" };
    assert.equal((await api.request("POST", "/access/refresh", { body, type })).status, 401, type);
  }
});

Deno.test("a caller without permission is refused before his body is looked at", async () => {
  await using api = await prepareApp();
  for (const operation of WITH_BODY) {
    if (operation.isPublic || operation["x-roles"]?.includes(3)) continue;
    const { method, url } = exampleOf(operation);
    const headers = { "Content-Length": String(30 * MIB) };
    const sent = { body: "{", type: "text/plain", headers, as: INSTRUCTOR };
    assert.equal((await api.request(method, url, sent)).status, 403, operation.name);
  }
});
