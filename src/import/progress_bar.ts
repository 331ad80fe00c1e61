const EVERY = 100, WIDTH = 30;

/** A terminal, or whatever the output was sent to. */
type Output = { isTerminal(): boolean; writeSync(bytes: Uint8Array): number };

/**
 * Shows how far the one import of this process is, while it is at work. Where nobody looks, nothing
 * is written.
 * @param progress in percent, by id
 * @returns what ends it
 */
export function showProgress(progress: ReadonlyMap<number, number>, output: Output): () => void {
  if (!output.isTerminal()) return () => {};
  const encoder = new TextEncoder();
  let shown = "";
  function show(): void {
    const [percent] = progress.values();
    const text = percent === undefined ? "" : barOf(percent);
    if (text === shown) return;
    shown = text;
    // Back to the start of the line, and what was there is cleared.
    output.writeSync(encoder.encode(`\r\x1b[K${text}`));
  }
  const timer = setInterval(show, EVERY);
  return () => {
    clearInterval(timer);
    if (shown) output.writeSync(encoder.encode("\r\x1b[K"));
  };
}

export function barOf(percent: number): string {
  const full = Math.floor(WIDTH * percent / 100);
  return `[${"█".repeat(full)}${"░".repeat(WIDTH - full)}] ${String(percent).padStart(3)} %`;
}
