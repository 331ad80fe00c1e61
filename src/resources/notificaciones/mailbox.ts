import type { Notificacion } from "./schemas.ts";

/** Whoever does not read for so long is let go; he comes back with his last position. */
const MAX_WAITING = 200;

export type Mailbox = ReturnType<typeof createMailbox>;

/**
 * The notices that wait for one stream, each of them once.
 * @param onClose called once, whoever closes
 */
export function createMailbox(onClose: () => void) {
  const known = new Map<number, string>();
  let waiting: Notificacion[] = [];
  let started = false, closed = false;
  let wake = () => {};

  const know = ({ id_notificacion, fecha_creacion }: Notificacion) =>
    known.set(id_notificacion, fecha_creacion);

  const mailbox = {
    get closed() {
      return closed;
    },
    /** From here on it takes notices: first what this stream missed, and not what it knows. */
    start(
      { missed, old }: { missed: readonly Notificacion[]; old: readonly Notificacion[] },
    ): void {
      started = true;
      missed.forEach(mailbox.deliver);
      old.forEach(know);
    },
    deliver(notice: Notificacion): void {
      if (!started || closed || known.has(notice.id_notificacion)) return;
      know(notice);
      waiting.push(notice);
      if (waiting.length > MAX_WAITING) mailbox.close();
      wake();
    },
    /** Notices from before this local time will not be looked at again. */
    forgetBefore(time: string): void {
      const limit = time.replace(" ", "T");
      for (const [id, fecha] of known) if (fecha < limit) known.delete(id);
    },
    /** What has come, or nothing after so many ms, or when it closes. */
    async next(ms: number): Promise<Notificacion[]> {
      if (waiting.length === 0 && !closed) {
        let timer: ReturnType<typeof setTimeout> | undefined;
        await new Promise<void>((resume) => {
          wake = resume;
          timer = setTimeout(resume, ms);
        });
        clearTimeout(timer);
      }
      const taken = waiting;
      waiting = [];
      return taken;
    },
    close(): void {
      if (closed) return;
      closed = true;
      onClose();
      wake();
    },
  };
  return mailbox;
}
