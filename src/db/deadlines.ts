type Watched = { until: number; giveUp: () => void };

/**
 * Gives up on what takes too long. One timer looks at everything that is under way: a timer for each
 * would cost about as much as a statement.
 */
export class Deadlines {
  // Places that are used again and again, and no Set: the tables that a Set leaves behind as it
  // grows keep all they ever held until the collector goes through the whole heap.
  readonly #places: (Watched | undefined)[] = [];
  readonly #free: number[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param every how often it looks, in ms: nothing is given up much later than that */
  constructor(readonly every: number) {}

  /** @returns what to call once it is done, in time or not */
  watch(ms: number, giveUp: () => void): () => void {
    const watched = { until: performance.now() + ms, giveUp };
    const place = this.#free.pop() ?? this.#places.length;
    this.#places[place] = watched;
    this.#timer ??= setInterval(() => this.#look(), this.every);
    return () => this.#forget(place, watched);
  }

  #look(): void {
    const now = performance.now();
    for (const [place, watched] of this.#places.entries()) {
      if (!watched || watched.until > now) continue;
      this.#forget(place, watched);
      watched.giveUp();
    }
  }

  #forget(place: number, watched: Watched): void {
    if (this.#places[place] !== watched) return;
    this.#places[place] = undefined;
    this.#free.push(place);
    if (this.#free.length < this.#places.length) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
