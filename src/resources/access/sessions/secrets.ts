import { createHash, createHmac, randomBytes } from "node:crypto";
import type { SecretFrom } from "@/http/router.ts";

/** A secret nobody can guess: 256 bits. It is given away once and only its hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a secret. Without salt: there is nothing to guess in 256 bits. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** @param key the signing key of this server */
export function secretsUnder(key: string): SecretFrom {
  return (seed) => createHmac("sha256", key).update(`secret:${seed}`).digest("base64url");
}
