import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { BESIDE } from "@/db/sqlite/file.ts";

// A copy of the embedded database is a file, with the key that signs the tokens in another beside it.

export type Order = { file: string; reemplazar: boolean };

/**
 * @param folder where a relative path starts
 * @throws an Error that says how it is used
 */
export function readOrder(args: string[], folder: string, usage: string): Order {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: usage.includes("--reemplazar") ? { reemplazar: { type: "boolean" } } : {},
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (!file || others.length > 0) throw new Error(usage);
    const reemplazar = "reemplazar" in values && values.reemplazar === true;
    return { file: resolve(folder, file), reemplazar };
  } catch (cause) {
    throw new Error(usage, { cause });
  }
}

export function secretOf(file: string): string {
  return `${file}.jwt-secret`;
}

/** A database, what SQLite keeps beside it, and its key. */
export function partsOf(file: string): string[] {
  return [file, ...BESIDE.map((ending) => file + ending), secretOf(file)];
}

export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw unreachable(path, error);
  }
}

/** Creates a file of its owner alone. */
export async function createFile(path: string, text = ""): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
  } catch (error) {
    throw unreachable(path, error);
  }
}

/** Waits until the disk has it: a copy that a power cut takes away is none. */
export async function reachDisk(path: string): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true });
  await file.sync();
}

export async function removeIfThere(path: string): Promise<void> {
  if (await exists(path)) await Deno.remove(path);
}

/** What the system says of a file, in words. */
export function unreachable(path: string, cause: unknown): Error {
  const folder = path.replace(/[^/]*$/, "");
  if (cause instanceof Deno.errors.AlreadyExists) {
    return new Error(`Ya existe ${path}: elija otro nombre, o quítelo de ahí`, { cause });
  }
  if (cause instanceof Deno.errors.NotFound) {
    return new Error(`No existe la carpeta ${folder}: créela, o elija otra`, { cause });
  }
  return new Error(
    `No se puede leer o escribir ${path}: revise los permisos de ${folder} y el espacio del disco`,
    { cause },
  );
}
