import type { Api } from "../api_process.ts";
import type { Member } from "../crowd.ts";

/** Keeps a stream of notices open for each of the people, and reads what comes. */
export function openStreams(api: Api, people: readonly Member[]) {
  const stop = new AbortController();
  let broken = 0;
  const listening = people.map(async ({ token }) => {
    try {
      const answer = await fetch(`http://127.0.0.1:${api.port}/notificaciones/eventos`, {
        headers: { Authorization: `Bearer ${token}` },
        signal: stop.signal,
      });
      if (answer.ok) { for await (const _ of answer.body ?? []); }
    } catch {
      // It ends so when it is closed here, and when the server drops it.
    }
    if (!stop.signal.aborted) broken++;
  });
  return {
    /** @returns how many had ended before */
    async close(): Promise<number> {
      stop.abort();
      await Promise.all(listening);
      return broken;
    },
  };
}
