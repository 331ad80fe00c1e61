import { ApiError } from "@/http/text/problem.ts";

/** More than these at once for one user is no human being. */
const MAX_WAITING = 32;

const waiting = new Map<string, { last: Promise<unknown>; count: number }>();

/**
 * Runs one task at a time for each `who`: however many connections somebody opens, one hash is made
 * for him and the next one waits for it.
 * @throws ApiError 429 when too many wait already
 */
export async function oneAtATime<T>(who: string, task: () => Promise<T>): Promise<T> {
  const line = waiting.get(who) ?? { last: Promise.resolve(), count: 0 };
  if (line.count >= MAX_WAITING) {
    const detail = "Hay otro cambio de contraseña en curso; espere a que termine";
    throw new ApiError("demasiados-intentos", detail, { retryAfter: 3 });
  }
  line.count++;
  waiting.set(who, line);
  const turn = line.last.then(task);
  line.last = turn.catch(() => {});
  try {
    return await turn;
  } finally {
    line.count--;
    if (line.count === 0) waiting.delete(who);
  }
}
