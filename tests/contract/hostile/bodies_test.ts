import assert from "node:assert/strict";
import { prepareApp, SUPERADMIN } from "../../support.ts";
import { type Operation, resolve, WITH_BODY } from "../document.ts";
import { exampleOf } from "../example_request.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

const KIB = 1024, MIB = 1024 * KIB;
const JSON_ROUTES = WITH_BODY.filter(({ requestBody }) => requestBody?.content["application/json"]);
const UPLOADS = WITH_BODY.filter(({ requestBody }) =>
  Object.values(requestBody?.content ?? {}).some(({ schema }) =>
    Object.values(resolve(schema).properties ?? {}).some((field) =>
      resolve(field).format === "binary"
    )
  )
);

type Body = { body: BodyInit; type?: string; headers?: Record<string, string> };

async function check(api: Api, operation: Operation, sent: Body, status: number, type: string) {
  const { method, url } = exampleOf(operation);
  const answer = await api.request(method, url, { ...sent, as: SUPERADMIN });
  const { detail } = answer.body;
  assert.deepEqual(
    [answer.status, answer.body.type],
    [status, `/problemas/${type}`],
    operation.name,
  );
  assert.match(detail, /\S+ \S+/, operation.name);
}

function bytes(...values: number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values);
}

/** The same bytes without a Content-Length, as `Transfer-Encoding: chunked` brings them. */
function streamed(total: number): ReadableStream<Uint8Array> {
  let left = total;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(left, 64 * 1024);
      controller.enqueue(new Uint8Array(size).fill(0x20));
      left -= size;
      if (left === 0) controller.close();
    },
  });
}

Deno.test("a body that is not JSON in UTF-8 is 400 on every route that takes JSON", async () => {
  await using api = await prepareApp();
  const broken: BodyInit[] = [
    "{",
    '{"a":}',
    "<a/>",
    "\u0000",
    bytes(0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d),
    bytes(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00),
    "[".repeat(1_000),
    `${"[".repeat(1_000)}${"]".repeat(1_000)}`,
    '{"a":'.repeat(1_000),
  ];
  for (const operation of JSON_ROUTES) {
    for (const body of broken) {
      await check(api, operation, { body }, 400, "cuerpo-ilegible");
    }
  }
});

Deno.test("another content type is 415 on every route that takes a body", async () => {
  await using api = await prepareApp();
  for (const operation of WITH_BODY) {
    for (const type of ["text/plain", "application/xml", "application/octet-stream"]) {
      await check(api, operation, { body: "{}", type }, 415, "tipo-no-admitido");
    }
  }
  for (const operation of JSON_ROUTES) {
    const type = "application/x-www-form-urlencoded";
    if (operation.requestBody?.content[type]) continue;
    await check(api, operation, { body: "a=1", type }, 415, "tipo-no-admitido");
  }
});

Deno.test("no body at all where one is required is a refusal in words", async () => {
  await using api = await prepareApp();
  for (const operation of WITH_BODY) {
    const [{ schema } = { schema: {} }] = Object.values(operation.requestBody?.content ?? {});
    if (!resolve(schema).required?.length) continue; // nothing in it is needed
    const { method, url } = exampleOf(operation);
    const { status, body } = await api.request(method, url, { as: SUPERADMIN });
    assert([400, 415, 422].includes(status), `${operation.name} -> ${status}`);
    assert.match(body.detail, /\S+ \S+/);
  }
});

Deno.test("a body has 16 KiB without a session, 64 KiB with one and 20 MiB where it is a file", () => {
  for (const operation of WITH_BODY) {
    const signedIn = UPLOADS.includes(operation) ? 20 * MIB : 64 * KIB;
    const expected = operation.isPublic ? 16 * KIB : signedIn;
    assert.equal(operation["x-max-bytes"], expected, operation.name);
  }
});

Deno.test("a body over its limit is 413, with and without Content-Length", async () => {
  await using api = await prepareApp();
  for (const operation of WITH_BODY) {
    const limit = operation["x-max-bytes"] ?? 0;
    for (const type of Object.keys(operation.requestBody?.content ?? {})) {
      const headers = { "Content-Length": String(limit + 1) };
      await check(api, operation, { body: "{}", type, headers }, 413, "demasiado-grande");
      const body = streamed(limit + 1);
      await check(api, operation, { body, type }, 413, "demasiado-grande");
    }
  }
});

Deno.test("a body of exactly its limit is read, and not a byte more", async () => {
  await using api = await prepareApp();
  for (const [path, limit] of [["/users", 64 * KIB], ["/access/refresh", 16 * KIB]] as const) {
    const body = `${" ".repeat(limit - 2)}{}`;
    assert.equal((await api.request("POST", path, { body })).status, 422);
    assert.equal((await api.request("POST", path, { body: ` ${body}` })).status, 413);
  }
});

Deno.test("what a file may have belongs to the form, not to the path of the upload", async () => {
  await using api = await prepareApp();
  const tooMuch = { "Content-Length": String(20 * MIB + 1) };
  for (const operation of UPLOADS) {
    for (const type of ["application/json", "Application/JSON; charset=x", "text/csv", ""]) {
      const sent = { body: "{}", type, headers: tooMuch };
      await check(api, operation, sent, 415, "tipo-no-admitido");
    }
  }
});
