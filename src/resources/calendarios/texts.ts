/** All the texts that are kept, in characters. */
const MAX_KEPT = 8_000_000;

export type Texts = ReturnType<typeof createTexts>;

/**
 * The texts of calendars by their version: each is written once, however many ask for it and even
 * while it is being written, and one at a time. Those asked for last are kept.
 */
export function createTexts(maxKept = MAX_KEPT) {
  const kept = new Map<string, { text: Promise<string>; size: number }>();
  let last: Promise<unknown> = Promise.resolve();
  let size = 0;

  function forget(version: string): void {
    size -= kept.get(version)?.size ?? 0;
    kept.delete(version);
  }

  async function keep(version: string, text: Promise<string>): Promise<void> {
    const entry = { text, size: 0 };
    kept.set(version, entry);
    const written = await text.catch(() => undefined);
    if (written === undefined || kept.get(version) !== entry) return forget(version);
    entry.size = written.length;
    size += written.length;
    for (const oldest of kept.keys()) {
      if (size <= maxKept) return;
      forget(oldest);
    }
  }

  return {
    /** @param write is called where no text of this version is kept or under way */
    get(version: string, write: () => Promise<string>): Promise<string> {
      const known = kept.get(version);
      if (known) {
        kept.delete(version);
        kept.set(version, known);
        return known.text;
      }
      const text = last.then(write);
      last = text.catch(() => {});
      void keep(version, text);
      return text;
    },
  };
}
