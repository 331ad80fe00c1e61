/** What to do with a statement on its way to the server. */
export type Verdict = "pass" | "cut before" | "cut after" | "swallow";

/**
 * A TCP relay before a database server that can lose the connection at a chosen statement: before it
 * arrives, or after the server has done it and before its answer comes back. What it swallows never
 * arrives, and nobody is told: a network that is gone.
 */
export function startRelay(target: { hostname: string; port: number }) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.Conn>();
  const relay = { port: listener.addr.port, judge: (_statement: string): Verdict => "pass" };

  async function serve(client: Deno.Conn) {
    const server = await Deno.connect(target);
    open.add(client).add(server);
    let muted = false;
    const close = () => {
      for (const side of [client, server]) if (open.delete(side)) side.close();
    };
    const forth = pump(client, async (bytes) => {
      const verdict = relay.judge(new TextDecoder().decode(bytes));
      if (verdict === "cut before") return close();
      if (verdict === "swallow") return;
      if (verdict === "cut after") muted = true;
      await writeAll(server, bytes);
    });
    const back = pump(server, async (bytes) => {
      if (muted) return close();
      await writeAll(client, bytes);
    });
    await Promise.race([forth, back]);
    close();
    await Promise.all([forth, back]);
  }

  const serving = (async () => {
    const clients: Promise<void>[] = [];
    for await (const client of listener) clients.push(serve(client));
    await Promise.all(clients);
  })();

  return Object.assign(relay, {
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const side of open) side.close();
      open.clear();
      await serving;
    },
  });
}

async function pump(from: Deno.Conn, give: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const buffer = new Uint8Array(65_536);
  try {
    for (let n = await from.read(buffer); n !== null; n = await from.read(buffer)) {
      await give(buffer.subarray(0, n));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource || isLost(error))) throw error;
  }
}

function isLost(error: unknown): boolean {
  return error instanceof Deno.errors.ConnectionReset || error instanceof Deno.errors.BrokenPipe ||
    error instanceof Deno.errors.Interrupted;
}

async function writeAll(to: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) sent += await to.write(bytes.subarray(sent));
}
