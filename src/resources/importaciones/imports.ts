import type { Db } from "@/db/db.ts";
import type { Clock } from "@/http/clock.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import type { Log } from "@/http/server/log.ts";
import { ApiError } from "@/http/text/problem.ts";
import { OverloadedError, UnreadableFileError } from "./files/errors.ts";
import type { ImportThread } from "./import_thread.ts";
import { createSheetReader, type SheetReader } from "./reports/reader.ts";
import { Progress } from "./running/progress.ts";

/** What importing needs besides the database: one for the process. */
export type Imports = {
  reader: SheetReader;
  /** How far the ones at work here are, in percent, by id. */
  progress: Progress;
  /** Where what takes long is done; in here where there is none. */
  thread: ImportThread | undefined;
  /** What goes on after its request was answered. */
  background: Set<Promise<void>>;
  log: Log;
  isClosing(): boolean;
  /** Ends the reading of files, and waits for what else goes on. */
  close(): Promise<void>;
};

/** @param thread where what takes long is done; without, it is done in here */
export function createImports(log: Log = () => {}, thread?: ImportThread): Imports {
  const reader = createSheetReader(), background = new Set<Promise<void>>();
  let closing = false;
  async function close() {
    closing = true;
    reader.close();
    thread?.close();
    await Promise.all(background);
  }
  const progress = new Progress();
  return { reader, progress, thread, background, log, isClosing: () => closing, close };
}

export type Importing = Imports & { db: Db; user: UsuarioSesion; clock: Clock };

/** A file that cannot be read is the sender's to mend, and too many at once is nobody's. */
export function toApiError(error: unknown): never {
  if (error instanceof UnreadableFileError) {
    const errors = [{ campo: "file", mensaje: error.message }];
    throw new ApiError("datos-invalidos", error.message, { errors });
  }
  if (error instanceof OverloadedError) throw new ApiError("no-disponible", error.message);
  throw error;
}
