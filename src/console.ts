// deno-lint-ignore-file no-console -- the one place that writes to the terminal
import type { Log } from "./http/log.ts";

/** The log: JSON lines on the standard output. */
export const log: Log = (line) => console.log(line);

/** Words for whoever starts the process. */
export const say = (text: string) => console.info(text);

/** Words about why it does not start. */
export const complain = (text: string) => console.error(text);
