import { ApiError } from "@/http/text/problem.ts";
import { traceOf } from "@/http/text/trace.ts";
import type { Importing } from "./imports.ts";
import * as queries from "./queries.ts";

/** How often the table says how far something is, in ms. */
const EVERY = 1_000;

/**
 * Keeps in the table how far a task is, for whoever asks another replica. Not inside a transaction:
 * until it ends, nobody else would see it.
 */
export async function tracked<T>(
  { db, progress }: Importing,
  id: number,
  task: () => Promise<T>,
): Promise<T> {
  let written: number | undefined, writing = Promise.resolve();
  progress.set(id, 0);
  const timer = setInterval(() => {
    const percent = progress.get(id);
    if (percent === undefined || percent === written) return;
    written = percent;
    writing = queries.setProgress(db, id, percent).catch(() => {}); // the next one may get through
  }, EVERY);
  try {
    return await task();
  } finally {
    clearInterval(timer);
    progress.delete(id);
    await writing;
    if (written !== undefined) await queries.setProgress(db, id, null).catch(() => {});
  }
}

/** Lets a task go on after the answer; where it fails, the import says why. */
export function goOn(importing: Importing, id: number, task: Promise<unknown>): void {
  const { db, background, log, isClosing } = importing;
  const tell = (error: unknown) => log(JSON.stringify({ level: "error", error: traceOf(error) }));
  async function giveUp(error: unknown) {
    if (error instanceof ApiError && error.code !== "no-disponible") {
      return await queries.fail(db, id, error.message);
    }
    if (!isClosing()) tell(error);
    await queries.fail(db, id, isClosing() ? queries.STOPPED : UNEXPECTED);
  }
  const work = task.then(() => {}, giveUp).catch(tell).finally(() => background.delete(work));
  background.add(work);
}

const UNEXPECTED = "Ocurrió un error inesperado: suba el archivo de nuevo";
