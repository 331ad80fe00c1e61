type Watched = { until: number; giveUp: () => void };

/**
 * Gives up on what takes too long. One timer looks at everything that is under way: a timer for each
 * would cost about as much as a statement.
 */
export class Lookout {
  readonly #watched = new Set<Watched>();
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param every how often it looks, in ms: nothing is given up much later than that */
  constructor(readonly every: number) {}

  /** @returns what to call once it is done, in time or not */
  watch(ms: number, giveUp: () => void): () => void {
    const watched = { until: performance.now() + ms, giveUp };
    this.#watched.add(watched);
    this.#timer ??= setInterval(() => this.#look(), this.every);
    return () => this.#forget(watched);
  }

  #look(): void {
    const now = performance.now();
    for (const watched of this.#watched) {
      if (watched.until > now) continue;
      this.#forget(watched);
      watched.giveUp();
    }
  }

  #forget(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
