import type { Config } from "@/config/config.ts";
import { copyDatabase, damageOf, isOurs } from "@/db/setup/sqlite_copy.ts";
import { createFile, exists, reachDisk, removeIfThere, secretOf, unreachable } from "./files.ts";
import { refuseBackup } from "./server.ts";

export const USAGE = "Uso: deno task backup ARCHIVO";

/**
 * Copies the embedded database and the key that signs its tokens, while the service goes on.
 * @returns what to tell
 * @throws an Error in words; then nothing is left of the copy
 */
export async function makeBackup(config: Config, file: string): Promise<string> {
  refuseBackup(config, file);
  const { DB_FILE } = config;
  if (DB_FILE === ":memory:" || !(await exists(DB_FILE))) {
    throw new Error(`No hay base de datos en ${DB_FILE}: revise DB_FILE`);
  }
  for (const path of [file, secretOf(file)]) {
    if (await exists(path)) throw unreachable(path, new Deno.errors.AlreadyExists());
  }
  // Under another name until it is whole: half a copy must not look like one.
  const partial = `${file}.parcial`;
  await createFile(partial);
  try {
    await copyDatabase(DB_FILE, partial).catch((cause) => {
      throw new Error(
        `No se pudo copiar ${DB_FILE} en ${file}: revise DB_FILE y el espacio del disco`,
        {
          cause,
        },
      );
    });
    const damage = damageOf(partial);
    if (damage) {
      throw new Error(
        `${DB_FILE} está dañado y su copia no sirve: restaure una anterior (${damage})`,
      );
    }
    if (!isOurs(partial)) {
      throw new Error(`${DB_FILE} no es una base de datos de Gestión Formación: revise DB_FILE`);
    }
    await reachDisk(partial);
    const copied = await copySecret(DB_FILE, file);
    await Deno.rename(partial, file);
    return `Copia hecha y comprobada: ${
      [file, ...copied].join(" y ")
    }. Guárdela en otra máquina, a ` +
      "salvo: permite entrar como cualquiera";
  } catch (error) {
    await removeIfThere(partial);
    throw error;
  }
}

/** @returns the file that it went into; none where the key is JWT_SECRET */
async function copySecret(from: string, to: string): Promise<string[]> {
  if (!(await exists(secretOf(from)))) return [];
  await createFile(secretOf(to), await Deno.readTextFile(secretOf(from)));
  await reachDisk(secretOf(to));
  return [secretOf(to)];
}
