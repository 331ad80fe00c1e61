import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { DatabaseSettings } from "@/db/setup/open.ts";
import { OverloadedError } from "./files/errors.ts";
import type { Message } from "./import_worker.ts";
import type { Importing } from "./imports.ts";
import type { Job, Result, Task } from "./jobs.ts";
import { untold } from "./running/told_errors.ts";

export type ImportThread = {
  /** @throws what the job throws, or OverloadedError when too many wait */
  run(importing: Importing, job: Job): Promise<Result>;
  /** Ends the reading of files; what writes already goes on to its end. */
  close(): void;
};

// Of the JavaScript heap. The largest report of SOFIA Plus takes less than half of it.
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 };
const MAX_WAITING = 8;
const CLOSE = "close";

/**
 * Does what takes long in a worker with a database connection of its own, one at a time: people who
 * ask meanwhile wait neither for its statements nor for its arithmetic. Each job has a worker of its
 * own, so that nothing of it stays behind.
 * @returns undefined where a worker cannot open the same database: it is in the memory of this thread
 */
export function createImportThread(settings: DatabaseSettings): ImportThread | undefined {
  if ("file" in settings && settings.file === ":memory:") return undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let inside = 0;
  const closing = new AbortController();

  return {
    async run(importing, job) {
      if (closing.signal.aborted || inside > MAX_WAITING) throw overloaded();
      inside++;
      const { user, clock, progress } = importing;
      const cell = new Int32Array(new SharedArrayBuffer(4));
      progress.follow(job.id, cell);
      const task = { job, settings: ownPool(settings), user, now: clock().epochMilliseconds, cell };
      const turn = queue.then(() => perform(task, closing.signal)).finally(() => {
        inside--;
        progress.forget(job.id, cell);
      });
      queue = turn.catch(() => {});
      return await turn;
    },
    close: () => closing.abort(),
  };
}

async function perform(task: Task, closing: AbortSignal): Promise<Result> {
  // Starting a thread holds this one for some 50 ms: first those who have waited for the upload.
  await setImmediate();
  if (closing.aborted) throw overloaded();
  const done = Promise.withResolvers<Result>();
  const worker = new Worker(new URL("./import_worker.ts", import.meta.url), {
    resourceLimits: LIMITS,
  });
  worker.postMessage(task, task.job.act === "read" ? [task.job.file.buffer] : []);
  const close = () => worker.postMessage(CLOSE);
  closing.addEventListener("abort", close);
  worker.on("message", (message: Message) => {
    if (message.kind === "done") done.resolve(message.result);
    else done.reject(untold(message.told));
  });
  worker.on("error", done.reject);
  worker.on("exit", () => done.reject(new Error("The import worker ended without an answer")));
  try {
    return await done.promise;
  } finally {
    closing.removeEventListener("abort", close);
    await worker.terminate();
  }
}

/** One connection for the work, and one that says meanwhile how far it is. */
function ownPool(settings: DatabaseSettings): DatabaseSettings {
  return "mysql" in settings ? { mysql: { ...settings.mysql, poolSize: 2 } } : settings;
}

function overloaded(): OverloadedError {
  return new OverloadedError(
    "Hay demasiadas importaciones en espera: vuelva a intentar en un minuto.",
  );
}
