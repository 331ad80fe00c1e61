import type { Context } from "hono";

/**
 * Where a request comes from. `X-Forwarded-For` counts only as far as the chain of proxies that the
 * operator has named: anybody can write the rest of it.
 */
export function addressOf(c: Context, trustedProxies: readonly string[]): string {
  const trusted = trustedProxies.map(canonicalAddress);
  const peer = canonicalAddress(peerOf(c));
  if (!trusted.includes(peer)) return peer;
  const chain = (c.req.header("X-Forwarded-For") ?? "").split(",").map(canonicalAddress);
  return chain.filter(Boolean).findLast((address) => !trusted.includes(address)) ?? peer;
}

/**
 * One way to write an address: without brackets, port and zone, IPv4 inside IPv6 as IPv4, and the
 * eight groups of IPv6 in full. What is no address stays as it is, in lower case.
 */
export function canonicalAddress(text: string): string {
  const given = text.trim().toLowerCase().replace(/^"(.*)"$/, "$1");
  const bare = given.replace(/^\[([^\]]*)\](:\d+)?$/, "$1").replace(/%.*$/, "")
    .replace(/^(\d+(\.\d+){3}):\d+$/, "$1");
  const host = URL.parse(`http://${bare.includes(":") ? `[${bare}]` : bare}`)?.hostname ?? "";
  if (/^[\d.]+$/.test(host)) return host;
  if (!host.startsWith("[")) return given;
  const groups = groupsOf(host.slice(1, -1));
  const [high = 0, low = 0] = groups.slice(6).map((group) => parseInt(group, 16));
  const isMapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  return isMapped ? [high >> 8, high & 255, low >> 8, low & 255].join(".") : groups.join(":");
}

/** The eight groups of an IPv6 address, the left-out zeros among them. */
function groupsOf(address: string): string[] {
  const [before = "", after] = address.split("::");
  const first = before.split(":").filter(Boolean), last = (after ?? "").split(":").filter(Boolean);
  return [...first, ...Array(8 - first.length - last.length).fill("0"), ...last];
}

/** What counts as one place: an IPv4 address, or the /64 that one household or machine has. */
export function networkOf(address: string): string {
  const groups = canonicalAddress(address).split(":");
  return groups.length === 8 ? `${groups.slice(0, 4).join(":")}::/64` : groups.join(":");
}

/** The other end of the connection, as Deno.serve tells it; empty where there is no connection. */
export function peerOf(c: Context): string {
  const address = c.env?.remoteAddr ?? c.env?.info?.remoteAddr;
  return address && "hostname" in address ? String(address.hostname) : "";
}
