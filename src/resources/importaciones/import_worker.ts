import { parentPort } from "node:worker_threads";
import { openDb } from "@/db/setup/open.ts";
import { confirmHere, revertHere } from "./acts.ts";
import { createImports, type Importing } from "./imports.ts";
import type { Job, Result, Task } from "./jobs.ts";
import { readPreviewHere } from "./preview.ts";
import { SharedProgress } from "./running/progress.ts";
import { tell, type Told } from "./running/told_errors.ts";

export type Message = { kind: "done"; result: Result } | { kind: "failed"; told: Told };

parentPort?.once("message", async (task: Task) => {
  const message = await work(task);
  parentPort?.postMessage(message);
});

async function work({ job, settings, user, now, cell }: Task): Promise<Message> {
  const imports = { ...createImports(), progress: new SharedProgress(cell) };
  // What comes after the task says that the process ends.
  parentPort?.once("message", () => imports.reader.close());
  try {
    const db = await openDb(settings);
    try {
      const clock = () => Temporal.Instant.fromEpochMilliseconds(now);
      return { kind: "done", result: await perform({ ...imports, db, user, clock }, job) };
    } finally {
      await db.close();
    }
  } catch (error) {
    return { kind: "failed", told: tell(error) };
  }
}

function perform(importing: Importing, job: Job): Promise<Result> {
  switch (job.act) {
    case "read":
      return readPreviewHere(importing, job.id, job);
    case "confirm":
      return confirmHere(importing, job.actor, job.id, job);
    case "revert":
      return revertHere(importing, job.actor, job.id);
  }
}
