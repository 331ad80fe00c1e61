import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Api } from "../api_process.ts";

const EVERY = 1_000;

/** What the process holds at one moment; MiB, and counts. */
type Sample = { memory: number; descriptors: number; connections: number };

/** How the second half of a time compares with its first one. */
export type Trend = { before: number; after: number };

/** Looks at the process once a second until it is stopped. */
export function watchProcess(api: Api, db: Db) {
  const samples: Sample[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      samples.push({
        memory: await api.memory(),
        descriptors: await api.descriptors(),
        connections: await countConnections(db),
      });
      await new Promise((again) => setTimeout(again, EVERY));
    }
  })();
  return {
    /** @returns the trends over the last so many seconds */
    async stop(seconds: number): Promise<Record<keyof Sample, Trend>> {
      isOver = true;
      await watching;
      const last = samples.slice(-Math.ceil(seconds * 1_000 / EVERY));
      const middle = last.length / 2;
      const trend = (of: keyof Sample): Trend => ({
        before: median(last.slice(0, middle).map((sample) => sample[of])),
        after: median(last.slice(middle).map((sample) => sample[of])),
      });
      return {
        memory: trend("memory"),
        descriptors: trend("descriptors"),
        connections: trend("connections"),
      };
    },
  };
}

/** Connections that the server has, this one among them; SQLite has none. */
async function countConnections(db: Db): Promise<number> {
  if (db.engine === "sqlite") return 0;
  const [row] = await db.rows(sql`SELECT COUNT(*) AS n FROM information_schema.processlist`);
  return Number(row?.n);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
