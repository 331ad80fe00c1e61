import { DatabaseUnavailableError } from "@/db/db.ts";

/** How long a stream that opens waits for the database, in ms: a browser does not try again. */
const PATIENCE = 10_000;

/** Again and again while the database is busy, because whoever is refused here stays without notices. */
export async function patiently<T>(task: () => Promise<T | undefined>): Promise<T> {
  const start = performance.now();
  while (true) {
    try {
      const found = await task();
      if (found === undefined) throw new Error("A stream that opens was not looked at");
      return found;
    } catch (error) {
      const isLate = performance.now() - start > PATIENCE;
      if (isLate || !(error instanceof DatabaseUnavailableError)) throw error;
      await new Promise((again) => setTimeout(again, 200 + Math.random() * 300));
    }
  }
}
