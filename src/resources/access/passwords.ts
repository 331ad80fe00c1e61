import { Worker } from "node:worker_threads";
import { compare, getRounds, hash, truncates } from "bcryptjs";
import { ApiError } from "@/http/problem.ts";
import type { Passwords } from "@/http/router.ts";
import type { Answer, Job } from "./password_worker.ts";

const MIN_BYTES = 8;
const MAX_WAITING = 32;
/** An idle worker is ended: it holds some 25 MB. In ms. */
const IDLE = 5_000;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** A hash of so high a cost would hold the worker for seconds: whoever wrote it meant harm. */
const MAX_COST = 15;

/** Why bcrypt cannot take this password (it looks at 72 bytes and no more), or undefined. */
export function passwordProblem(password: string): string | undefined {
  const text = password.normalize("NFC");
  if (text.includes("\0") || !text.isWellFormed()) return "Lleva un carácter que no se admite";
  if (new TextEncoder().encode(text).length < MIN_BYTES) return "Debe tener al menos 8 caracteres";
  if (truncates(text)) return "Debe tener como máximo 72 bytes (unos 72 caracteres)";
}

/** Whether a stored hash is cheaper to guess than the configured cost asks for. */
export function isOutdated(stored: string, cost: number): boolean {
  return BCRYPT.test(stored) && getRounds(stored) < cost;
}

/**
 * bcrypt off the event loop, in a worker with a bounded queue; where there are no workers, in here
 * and one at a time.
 * @throws ApiError 503 when too many wait already
 */
export function createPasswords(cost: number): Passwords & { close(): void } {
  const { run, close } = createRunner();
  // Verified in place of a hash that is missing or broken, so that the answer takes as long.
  const hopeless = `$2b$${String(cost).padStart(2, "0")}$${"K".repeat(53)}`;

  return {
    hash: async (password) => String(await run({ password: password.normalize("NFC"), cost })),
    verify: async (password, stored) => {
      const known = Number(BCRYPT.exec(stored)?.[1] ?? 0);
      const usable = known > 0 && known <= MAX_COST && !truncates(password.normalize("NFC"));
      const job = { password: password.normalize("NFC"), stored: usable ? stored : hopeless };
      return await run(job) === true && usable;
    },
    close,
  };
}

type Waiting = PromiseWithResolvers<string | boolean> & { job: Job };

function createRunner() {
  let worker: Worker | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let nextId = 0;
  let hasWorkers = true;
  let lastHere: Promise<unknown> = Promise.resolve();
  const waiting = new Map<number, Waiting>();

  function end() {
    clearTimeout(idleTimer);
    void worker?.terminate();
    worker = undefined;
  }

  function start(): Worker {
    let answered = false;
    const started = new Worker(new URL("./password_worker.ts", import.meta.url));
    started.on("message", ({ id, result }: Answer) => {
      answered = true;
      waiting.get(id)?.resolve(result);
      waiting.delete(id);
      if (waiting.size > 0) return;
      started.unref(); // an idle worker keeps no process alive
      idleTimer = setTimeout(end, IDLE).unref();
    });
    started.on("error", () => {
      hasWorkers = answered; // one that never answered cannot be had on this hosting
      end();
      for (const id of waiting.keys()) give(id);
    });
    return started;
  }

  function give(id: number): void {
    const turn = waiting.get(id);
    if (!turn) return;
    if (hasWorkers) {
      worker ??= start();
      worker.ref();
      worker.postMessage({ id, job: turn.job });
    } else {
      lastHere = lastHere.then(() => perform(turn.job)).then(turn.resolve, turn.reject)
        .finally(() => waiting.delete(id));
    }
  }

  function run(job: Job): Promise<string | boolean> {
    if (waiting.size >= MAX_WAITING) {
      const detail = "Hay demasiados inicios de sesión a la vez; intente en unos segundos";
      throw new ApiError("no-disponible", detail, { retryAfter: 3 });
    }
    clearTimeout(idleTimer);
    const turn = { ...Promise.withResolvers<string | boolean>(), job };
    waiting.set(nextId, turn);
    give(nextId++);
    return turn.promise;
  }

  return { run, close: end };
}

function perform(job: Job): Promise<string | boolean> {
  return "cost" in job ? hash(job.password, job.cost) : compare(job.password, job.stored);
}
