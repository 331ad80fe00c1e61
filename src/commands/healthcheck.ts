// Whether the process of this container lives: ends with 0 if it answers on the port given as the
// argument. It asks this machine alone.
const [port = "8000"] = Deno.args;
const response = await fetch(`http://127.0.0.1:${port}/healthz`, {
  signal: AbortSignal.timeout(4_000),
}).catch(() => undefined);
await response?.body?.cancel();
Deno.exit(response?.ok ? 0 : 1);
