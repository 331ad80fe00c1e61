import assert from "node:assert/strict";
import { prepareApp } from "../../support.ts";

Deno.test("a Host that is no name of a server is 400, whatever route it would lead to", async () => {
  await using api = await prepareApp();
  const odd = ["evil.com/metrics?", "a b", "a:99999", "u:p@a", "a#", "a\\b", "%2fmetrics", "a,b"];
  for (const Host of odd) {
    const { status } = await api.app.request("/healthz", { headers: { Host } });
    assert.equal(status, 400, Host);
  }
  for (const Host of ["a", "gf.example.org:8000", "[::1]:80", "127.0.0.1", "a_b-c"]) {
    const { status } = await api.app.request("/healthz", { headers: { Host } });
    assert.equal(status, 200, Host);
  }
});

Deno.test("X-Request-Id is taken as it is, cut and without odd characters", async () => {
  await using api = await prepareApp();
  const given: [string, RegExp][] = [
    ["mi-peticion_1", /^mi-peticion_1$/],
    ["a".repeat(200), /^a{64}$/],
    ["a b<c>'\"", /^abc$/],
    ["<>", /^[\da-f-]{36}$/],
  ];
  for (const [id, expected] of given) {
    const headers = { "X-Request-Id": id };
    const body = { nombre: "CALDAS", cod_regional: 100 + id.length };
    const answer = await api.request("POST", "/regionales", { body, headers, as: 1 });
    assert.equal(answer.status, 201, id);
    assert.match(answer.headers.get("X-Request-Id") ?? "", expected);
  }
});

Deno.test("a method that nothing here answers is 405", async () => {
  await using api = await prepareApp();
  for (const method of ["PROPFIND", "FOO"]) {
    for (const path of ["/users", "/nada"]) {
      const { status, headers } = await api.app.request(path, { method });
      assert.equal(status, 405);
      assert.match(headers.get("Allow") ?? "", /GET/);
    }
  }
});
