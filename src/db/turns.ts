/** How long one piece of work may keep the process from everything else, in ms. */
const SLICE = 8;
/** Between two looks at the clock. */
const LOOK_EVERY = 16;

const waiting: (() => void)[] = [];
let since = -Infinity;

/**
 * Lets the network in, once the work since it was let in last has taken its time. Long work calls it
 * between its parts: the others wait for one part then, and not for all.
 */
export function giveWay(): Promise<void> | undefined {
  if (performance.now() - since < SLICE) return undefined;
  return new Promise((resume) => {
    waiting.push(resume);
    if (waiting.length === 1) setTimeout(next, 0);
  });
}

// A timer and not setImmediate(), which starves the sockets on Deno. And one timer for all that wait:
// those that are due at the same time run one after the other before any socket is looked at.
function next(): void {
  since = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) setTimeout(next, 0);
}

/** Like `items.map()`, in slices. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  each: (item: T, i: number) => R,
): Promise<R[]> {
  const results: R[] = [];
  for (const [i, item] of items.entries()) {
    if (i % LOOK_EVERY === LOOK_EVERY - 1) await giveWay();
    results.push(each(item, i));
  }
  return results;
}

/** Parts of a list, each of so many items, the last one of what is left. */
export function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}
