import { createHash, randomBytes } from "node:crypto";

/** A secret nobody can guess: 256 bits. It is given away once and only its hash is kept. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a secret. Without salt: there is nothing to guess in 256 bits. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
