import assert from "node:assert/strict";
import { OPERATIONS } from "../../contract/document.ts";
import { exampleOf } from "../../contract/example_request.ts";
import { prepareWorld } from "../../resources/programacion/world.ts";
import { SUPERADMIN } from "../../support.ts";

/** What differs between any two answers. */
const OF_THE_ANSWER = ["x-request-id", "date"];

function shown(headers: Headers) {
  return [...headers].filter(([name]) =>
    !OF_THE_ANSWER.includes(name) && name !== "content-length"
  );
}

for (const encoding of ["identity", "gzip"]) {
  Deno.test(`HEAD has the headers of GET and the length of its body (${encoding})`, async () => {
    await using api = await prepareWorld();
    const token = await api.tokenOf(SUPERADMIN);
    for (const operation of OPERATIONS.filter(({ method }) => method === "GET")) {
      if (operation.path === "/metrics") continue; // it counts the request before
      const headers = { Authorization: `Bearer ${token}`, "Accept-Encoding": encoding };
      const { url } = exampleOf(operation);
      const get = await api.app.request(url, { headers });
      const head = await api.app.request(url, { method: "HEAD", headers });
      assert.deepEqual([head.status, shown(head.headers)], [get.status, shown(get.headers)], url);
      assert.equal(await head.text(), "", operation.name);
      if (get.headers.get("Content-Type") === "text/event-stream") {
        await get.body?.cancel();
        continue;
      }
      const { byteLength } = await get.arrayBuffer();
      assert.equal(Number(head.headers.get("Content-Length") ?? 0), byteLength, operation.name);
    }
  });
}

Deno.test("HEAD of what a client has is 304, and the log says HEAD", async () => {
  await using api = await prepareWorld();
  const { headers } = await api.request("HEAD", "/grupos?limit=100");
  const known = { "If-None-Match": headers.get("ETag") ?? "" };
  assert.equal((await api.request("HEAD", "/grupos?limit=100", { headers: known })).status, 304);
  assert.match(api.lines.at(-1) ?? "", /"method":"HEAD","route":"\/grupos","status":304/);
});
