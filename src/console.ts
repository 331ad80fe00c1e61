// deno-lint-ignore-file no-console -- the one place that writes to the terminal
import type { Log } from "./http/server/log.ts";

/** How long a line may wait for others to go out with it, in ms. */
const GATHER = 20;
const encoder = new TextEncoder();
let gathered = "";

/**
 * The log: JSON lines on the standard output. Written together, because writing each by itself
 * costs as much as answering the request that it tells of.
 */
export const log: Log = (line) => {
  if (!gathered) setTimeout(flushLog, GATHER);
  gathered += `${line}\n`;
};

/** Writes what is gathered; to be called before the process ends. */
export function flushLog(): void {
  let bytes = encoder.encode(gathered);
  gathered = "";
  while (bytes.length) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}

/** Words for whoever starts the process. */
export const say = (text: string) => console.info(text);

/** Words about why it does not start. */
export const complain = (text: string) => console.error(text);
