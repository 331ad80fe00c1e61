// Whether the process of this container lives: ends with 0 if it answers. It asks this machine alone.
const port = Deno.env.get("PORT") || "8000";
const response = await fetch(`http://127.0.0.1:${port}/healthz`, {
  signal: AbortSignal.timeout(4_000),
}).catch(() => undefined);
await response?.body?.cancel();
Deno.exit(response?.ok ? 0 : 1);
