import type { Context } from "hono";

/**
 * Where a request comes from. `X-Forwarded-For` counts only as far as the chain of proxies that the
 * operator has named: anybody can write the rest of it.
 */
export function addressOf(c: Context, trustedProxies: readonly string[]): string {
  const peer = peerOf(c);
  if (!trustedProxies.includes(peer)) return peer;
  const chain = (c.req.header("X-Forwarded-For") ?? "").split(",").map((text) => text.trim());
  return chain.filter(Boolean).findLast((address) => !trustedProxies.includes(address)) ?? peer;
}

/** The other end of the connection, as Deno.serve tells it; empty where there is no connection. */
export function peerOf(c: Context): string {
  const address = c.env?.remoteAddr ?? c.env?.info?.remoteAddr;
  return address && "hostname" in address ? String(address.hostname) : "";
}
