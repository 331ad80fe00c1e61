import type { Config } from "./config/config.ts";

/**
 * The key that signs the tokens: the configured one, or with the embedded database one made at the
 * first start and kept beside the file, readable by its owner alone.
 */
export async function signingSecret(config: Config): Promise<string> {
  if (config.JWT_SECRET) return config.JWT_SECRET;
  if (config.DB_FILE === ":memory:") return newSecret();
  const file = `${config.DB_FILE}.jwt-secret`;
  try {
    // createNew: of two processes that start at once, one writes and the other reads.
    await Deno.writeTextFile(file, newSecret(), { createNew: true, mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  }
  const secret = (await Deno.readTextFile(file)).trim();
  if (secret.length >= 32) return secret;
  throw new Error(`${file} no guarda una clave de 32 caracteres; bórrelo para hacer una nueva`);
}

function newSecret(): string {
  return crypto.getRandomValues(new Uint8Array(48)).toBase64({ alphabet: "base64url" });
}
