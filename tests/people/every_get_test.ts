import assert from "node:assert/strict";
import { GETS, prepareEight } from "./eight.ts";
import { urlsOf } from "./places.ts";

/** Routes whose text is never the same twice: the time of the process, and a stream. */
const PASSING = ["/metrics", "/notificaciones/eventos"];
/** Routes that none of these people can open: a calendar has a secret, and metrics a token. */
const CLOSED = ["/metrics", "/calendarios/{token}.ics"];

type Api = Awaited<ReturnType<typeof prepareEight>>["api"];

/** An answer without what belongs to the request alone. */
async function answerTo(api: Api, url: string, token: string) {
  const { status, headers, body } = await api.request("GET", url, { token });
  const passing = PASSING.some((path) => url.startsWith(path));
  const { request_id: _, ...kept } = typeof body === "object" ? body ?? {} : {};
  const text = typeof body === "string" ? body : JSON.stringify(Array.isArray(body) ? body : kept);
  return { status, tag: headers.get("ETag"), text: passing ? "" : text };
}

Deno.test("each GET of the document gives 8 people at once what each of them gets alone", async (t) => {
  const { api, tokens } = await prepareEight();
  await using _ = api;
  for (const operation of GETS) {
    await t.step(operation.name, async () => {
      const seen = new Set<number>();
      for (const url of urlsOf(operation)) {
        const alone = [];
        for (const token of tokens) alone.push(await answerTo(api, url, token));
        const together = await Promise.all(tokens.map((token) => answerTo(api, url, token)));
        assert.deepEqual(together, alone, url);
        for (const { status } of alone) seen.add(status);
      }
      const opens = seen.has(200) || CLOSED.includes(operation.path);
      assert(opens, `nobody gets a 200: what this path names is missing in places.ts`);
      assert([...seen].every((status) => status < 500), [...seen].join());
    });
  }
});

Deno.test("8 people who ask for 8 different things at once get what each of them gets alone", async () => {
  const { api, tokens } = await prepareEight();
  await using _ = api;
  const urls = GETS.flatMap((operation) => urlsOf(operation).slice(0, 1));
  for (let start = 0; start < urls.length; start++) {
    const asked = tokens.map((token, i) => ({ token, url: urls[(start + i) % urls.length] ?? "" }));
    const alone = [];
    for (const { url, token } of asked) alone.push(await answerTo(api, url, token));
    const together = await Promise.all(asked.map(({ url, token }) => answerTo(api, url, token)));
    assert.deepEqual(together, alone);
  }
});
