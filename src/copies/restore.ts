import type { Config } from "@/config/config.ts";
import { SchemaError } from "@/db/setup/schema_check.ts";
import {
  checkSchemaOf,
  copyDatabase,
  damageOf,
  isOurs,
  keepOthersOut,
} from "@/db/setup/sqlite_copy.ts";
import {
  createFile,
  exists,
  type Order,
  partsOf,
  reachDisk,
  removeIfThere,
  secretOf,
} from "./files.ts";
import { refuseRestore } from "./server.ts";

export const USAGE = "Uso: deno task restore ARCHIVO [--reemplazar]";

/**
 * Puts a copy in the place of the embedded database. What was there stays, under another name.
 * @param now local date and time, for that name
 * @returns what to tell
 * @throws an Error in words; then everything is as it was
 */
export async function restoreBackup(
  config: Config,
  { file, reemplazar }: Order,
  now: string,
): Promise<string> {
  refuseRestore(config, file);
  const { DB_FILE } = config;
  if (DB_FILE === ":memory:") throw new Error("DB_FILE es :memory: y no guarda nada: cámbielo");
  if (!(await exists(file))) throw new Error(`No existe ${file}: revise el nombre de la copia`);
  const before: string[] = [];
  for (const path of partsOf(DB_FILE)) if (await exists(path)) before.push(path);
  const found = before.filter((path) => path !== secretOf(DB_FILE));
  if (found.length > 0 && !reemplazar) {
    throw new Error(
      `Ya hay datos en ${DB_FILE}: con --reemplazar se ponen los de la copia y esos se guardan con ` +
        "otro nombre",
    );
  }
  const folder = DB_FILE.replace(/[^/]*$/, "") || ".";
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const incoming = `${DB_FILE}.restaurando`;
  for (const path of partsOf(incoming)) await removeIfThere(path); // of a restore that was cut off
  try {
    await bringIn(file, incoming);
    const kept = await putInPlace(
      DB_FILE,
      incoming,
      before,
      now.replace(" ", "T").replaceAll(":", ""),
    );
    const old = kept.length > 0 ? `; lo que había está en ${kept.join(" y ")}` : "";
    return `Restaurado ${file} en ${DB_FILE}${old}. Arranque el servicio: deno task start`;
  } finally {
    for (const path of partsOf(incoming)) await removeIfThere(path);
  }
}

/** Copies a copy, and holds it to what a database of ours is. */
async function bringIn(file: string, incoming: string): Promise<void> {
  const refused = (why: string, cause?: unknown) =>
    new Error(`${file} ${why}: elija otra copia; no se cambió nada`, { cause });
  await createFile(incoming);
  await copyDatabase(file, incoming).catch((cause) => {
    throw refused("no es una copia de la base de datos, o está dañada", cause);
  });
  const damage = damageOf(incoming);
  if (damage) throw refused(`está dañada (${damage})`);
  if (!isOurs(incoming)) throw refused("no es de Gestión Formación");
  await checkSchemaOf(incoming).catch((cause) => {
    if (!(cause instanceof SchemaError)) throw cause;
    throw new Error(`${file}: ${cause.message}`, { cause });
  });
  await reachDisk(incoming);
  if (!(await exists(secretOf(file)))) return;
  await createFile(secretOf(incoming), await Deno.readTextFile(secretOf(file)));
  await reachDisk(secretOf(incoming));
}

/** @returns under which names what was there is now */
async function putInPlace(
  target: string,
  incoming: string,
  before: readonly string[],
  moment: string,
): Promise<string[]> {
  const release = before.includes(target) ? keepOthersOut(target) : () => {};
  if (!release) {
    throw new Error(
      `El servicio, u otro programa, tiene abierta ${target}: deténgalo y repita; no se cambió nada`,
    );
  }
  try {
    const hasSecret = await exists(secretOf(incoming));
    const kept: string[] = [];
    for (const path of before) {
      if (path === secretOf(target) && !hasSecret) continue; // it goes on signing
      if (!(await exists(path))) continue; // what SQLite kept beside went into the file
      const name = `${target}.anterior-${moment}${path.slice(target.length)}`;
      await Deno.rename(path, name);
      kept.push(name);
    }
    if (hasSecret) await Deno.rename(secretOf(incoming), secretOf(target));
    await Deno.rename(incoming, target);
    return kept;
  } finally {
    release();
  }
}
