/** How far imports at work are, in percent, by id; of those at work in a worker too. */
export class Progress extends Map<number, number> {
  readonly #cells = new Map<number, Int32Array>();

  override get(id: number): number | undefined {
    const cell = this.#cells.get(id);
    return cell ? Atomics.load(cell, 0) : super.get(id);
  }

  /** @param cell memory that a worker shares and writes into */
  follow(id: number, cell: Int32Array): void {
    this.#cells.set(id, cell);
  }

  forget(id: number, cell: Int32Array): void {
    if (this.#cells.get(id) === cell) this.#cells.delete(id);
  }
}

/** What a worker keeps instead: what it says is seen outside at once, before anything it writes then. */
export class SharedProgress extends Progress {
  readonly #cell: Int32Array;

  constructor(cell: Int32Array) {
    super();
    this.#cell = cell;
  }

  override set(id: number, percent: number): this {
    Atomics.store(this.#cell, 0, percent);
    return super.set(id, percent);
  }
}
