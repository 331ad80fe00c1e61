import { parentPort } from "node:worker_threads";
import { compareSync, hashSync } from "bcryptjs";

export type Job = { password: string; cost: number } | { password: string; stored: string };
export type Answer = { result: string | boolean };

// A worker has nothing else to do, so the synchronous calls are the fast ones here.
parentPort?.on("message", ({ job }: { job: Job }) => {
  const result = "cost" in job
    ? hashSync(job.password, job.cost)
    : compareSync(job.password, job.stored);
  parentPort?.postMessage({ result } satisfies Answer);
});
