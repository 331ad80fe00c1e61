import assert from "node:assert/strict";
import process from "node:process";
import { formOf } from "../upload.ts";
import { prepareWithWorker } from "./worker.ts";

const MIB = 1024 * 1024;
/** What one turn of the event loop may take of the processor, in ms. */
const MOST = 100;

Deno.test("no piece of an upload of 10 MiB holds the event loop for long", async () => {
  await using world = await prepareWithWorker();
  const { api } = world;
  // No report, so that nothing but taking it in is measured; the worker says so.
  const file = new Uint8Array(10 * MIB).map((_, i) => (i * 2_654_435_761) >>> 24);
  const sent = new Response(formOf(file));
  const type = sent.headers.get("Content-Type") ?? "";
  const form = new Uint8Array(await sent.arrayBuffer());
  for (const path of ["/importaciones", "/files/upload-excel"]) {
    const pieces: number[] = [];
    for (let run = 0; run < 3; run++) {
      // The client here is in the same process: its own copy is made before.
      const body = form.slice();
      const watch = watchLoop();
      const headers = { "Idempotency-Key": crypto.randomUUID() };
      const { status } = await api.request("POST", path, { body, type, headers });
      pieces.push(watch.stop());
      assert.equal(status, 422);
    }
    const best = Math.min(...pieces);
    assert.ok(best <= MOST, `${path}: ${pieces.map((it) => it.toFixed(0))} ms in one piece`);
  }
});

/** The most of the processor that this thread took in one turn of the event loop, in ms. */
function watchLoop() {
  let last = used(), longest = 0;
  function turn() {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
  }
  const timer = setInterval(turn, 1);
  return {
    stop() {
      clearInterval(timer);
      turn();
      return longest;
    },
  };
}

// Not by the clock: where other processes share the processor, it tells of them.
function used(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
