import type { Db } from "@/db/db.ts";
import { gatherReads } from "@/db/gathered_reads.ts";
import { type Clock, localDateTime } from "@/http/clock.ts";
import type { Log } from "@/http/server/log.ts";
import { ApiError } from "@/http/text/problem.ts";
import { traceOf } from "@/http/text/trace.ts";
import { listFresh, listMissed, type Reopened } from "./live_queries.ts";
import { createMailbox, type Mailbox } from "./mailbox.ts";
import { patiently } from "./patience.ts";
import type { Position } from "./position.ts";

/**
 * How far back each look reaches, in seconds: a notice carries the time at which its transaction
 * began, by the clock of another replica, and is seen only once that has been committed.
 */
const LOOK_BACK = 60;

export type FeedSettings = {
  /** Between two looks at the table, in ms. */
  pollEvery: number;
  /** A stream without notices says that it lives, in ms. */
  heartbeat: number;
  maxPerUser: number;
  maxPerProcess: number;
};

const SETTINGS: FeedSettings = {
  pollEvery: 2_000,
  heartbeat: 15_000,
  maxPerUser: 5,
  maxPerProcess: 1_000,
};

type Given = { db: Db; clock: Clock; log: Log; settings?: Partial<FeedSettings> | undefined };

export type Feed = ReturnType<typeof createFeed>;

type Opening = { id_usuario: number; after: Position | undefined };

const nameOf = (opening: Opening) => JSON.stringify(opening);

function isReopened(opening: Opening): opening is Reopened {
  return opening.after !== undefined;
}

/**
 * Brings new notices to the open streams. The table is looked at once per process, whatever the
 * number of streams, and not at all while there is none.
 */
export function createFeed({ db, clock, log, settings }: Given) {
  const { pollEvery, heartbeat, maxPerUser, maxPerProcess } = { ...SETTINGS, ...settings };
  const open = new Map<number, Set<Mailbox>>();
  let size = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const horizon = () => localDateTime(() => clock().subtract({ seconds: LOOK_BACK }));

  // One statement for all that open in the same moment: when a network or this process comes back,
  // so do all streams at once.
  const openings = gatherReads(nameOf, async (db, opening: readonly Opening[]) => {
    const users = [...new Set(opening.map(({ id_usuario }) => id_usuario))];
    const fresh = Map.groupBy(await listFresh(db, users, horizon()), (it) => it.id_usuario);
    const reopened = opening.filter(isReopened);
    const missed = await listMissed(db, reopened);
    const missedBy = new Map(reopened.map((one, i) => [nameOf(one), missed[i] ?? []]));
    return new Map(opening.map((one) => {
      const old = fresh.get(one.id_usuario) ?? [];
      return [nameOf(one), { old, missed: missedBy.get(nameOf(one)) ?? [] }];
    }));
  });

  async function look(): Promise<void> {
    const since = horizon();
    for (const { id_usuario, ...notice } of await listFresh(db, [...open.keys()], since)) {
      for (const mailbox of open.get(id_usuario) ?? []) mailbox.deliver(notice);
    }
    for (const mailboxes of open.values()) for (const box of mailboxes) box.forgetBefore(since);
  }

  function schedule(): void {
    if (timer !== undefined || size === 0 || closed) return;
    timer = setTimeout(async () => {
      await look().catch((error) => log(JSON.stringify({ level: "warn", error: traceOf(error) })));
      timer = undefined;
      schedule();
    }, pollEvery);
  }

  function add(id_usuario: number): Mailbox {
    const own = open.get(id_usuario) ?? new Set();
    if (closed || size >= maxPerProcess) {
      throw new ApiError("no-disponible", "Hay demasiadas conexiones abiertas; intente más tarde", {
        retryAfter: 30,
      });
    }
    if (own.size >= maxPerUser) {
      const detail = `Ya tiene ${maxPerUser} conexiones de avisos abiertas; cierre alguna`;
      throw new ApiError("demasiados-intentos", detail, { retryAfter: 30 });
    }
    const mailbox = createMailbox(() => {
      size--;
      own.delete(mailbox);
      if (own.size === 0) open.delete(id_usuario);
    });
    size++;
    open.set(id_usuario, own.add(mailbox));
    return mailbox;
  }

  return {
    heartbeat,
    /** Streams that are open. */
    size: () => size,
    /**
     * Opens a stream for this user: new notices from now on, or everything unread after a position.
     * @throws ApiError 429 or 503 when there are too many streams
     */
    async subscribe(id_usuario: number, after: Position | undefined): Promise<Mailbox> {
      const mailbox = add(id_usuario);
      try {
        mailbox.start(await patiently(() => openings(db, { id_usuario, after })));
      } catch (error) {
        mailbox.close();
        throw error;
      }
      schedule();
      return mailbox;
    },
    /** Ends every stream: a server does not stop while one is open. */
    close(): void {
      closed = true;
      clearTimeout(timer);
      for (const mailboxes of open.values()) for (const mailbox of mailboxes) mailbox.close();
    },
  };
}
