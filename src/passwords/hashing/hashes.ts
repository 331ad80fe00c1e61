import { compare, getRounds, hash, truncates } from "bcryptjs";
import { Worker } from "node:worker_threads";
import type { HashLane, Passwords } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import type { Answer, Job } from "./hash_worker.ts";

/**
 * How many may wait in each lane. Sign-in has its own: whoever changes passwords, or creates users,
 * again and again takes no place from those who sign in.
 */
const MAX_WAITING: Record<HashLane, number> = { ingreso: 32, cambio: 16 };
/** After so long in its lane a password is given up: who sent it will not wait much longer. In ms. */
const MAX_WAIT = 10_000;
/** An idle worker is ended: it holds some 25 MB. In ms. */
const IDLE = 5_000;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
/** A hash of so high a cost would hold the worker for seconds: whoever wrote it meant harm. */
const MAX_COST = 15;

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
    hash: async (password, lane = "cambio") =>
      String(await run({ password: password.normalize("NFC"), cost }, lane)),
    verify: async (password, stored, lane = "ingreso") => {
      const known = Number(BCRYPT.exec(stored)?.[1] ?? 0);
      const usable = known > 0 && known <= MAX_COST && !truncates(password.normalize("NFC"));
      const job = { password: password.normalize("NFC"), stored: usable ? stored : hopeless };
      return await run(job, lane) === true && usable;
    },
    close,
  };
}

type Turn = PromiseWithResolvers<string | boolean> & { job: Job; since: number };

function createRunner() {
  let worker: Worker | undefined;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let hasWorkers = true;
  let current: Turn | undefined;
  let lastLane: HashLane = "cambio";
  const waiting: Record<HashLane, Turn[]> = { ingreso: [], cambio: [] };

  function end() {
    clearTimeout(idleTimer);
    void worker?.terminate();
    worker = undefined;
  }

  function start(): Worker {
    let answered = false;
    const started = new Worker(new URL("./hash_worker.ts", import.meta.url));
    started.on("message", ({ result }: Answer) => {
      answered = true;
      current?.resolve(result);
      next();
    });
    started.on("error", () => {
      hasWorkers = answered; // one that never answered cannot be had on this hosting
      end();
      if (current) give(current);
    });
    return started;
  }

  /** The lanes take turns, so that neither waits for all of the other. */
  function takeNext(): Turn | undefined {
    const other: HashLane = lastLane === "ingreso" ? "cambio" : "ingreso";
    const lane = waiting[other].length > 0 ? other : lastLane;
    const turn = waiting[lane].shift();
    if (!turn) return undefined;
    lastLane = lane;
    if (performance.now() - turn.since <= MAX_WAIT) return turn;
    turn.reject(busy());
    return takeNext();
  }

  function next(): void {
    current = takeNext();
    if (current) return give(current);
    worker?.unref(); // an idle worker keeps no process alive
    idleTimer = setTimeout(end, IDLE).unref();
  }

  function give(turn: Turn): void {
    clearTimeout(idleTimer);
    if (hasWorkers) {
      worker ??= start();
      worker.ref();
      worker.postMessage({ job: turn.job });
    } else {
      void perform(turn.job).then(turn.resolve, turn.reject).then(next);
    }
  }

  function run(job: Job, lane: HashLane): Promise<string | boolean> {
    if (waiting[lane].length >= MAX_WAITING[lane]) {
      throw busy();
    }
    const since = performance.now();
    const turn = { ...Promise.withResolvers<string | boolean>(), job, since };
    waiting[lane].push(turn);
    if (!current) next();
    return turn.promise;
  }

  return { run, close: end };
}

function busy(): ApiError {
  const detail = "Hay demasiadas contraseñas por revisar a la vez; intente en unos segundos";
  return new ApiError("no-disponible", detail, { retryAfter: 3 });
}

function perform(job: Job): Promise<string | boolean> {
  return "cost" in job ? hash(job.password, job.cost) : compare(job.password, job.stored);
}
