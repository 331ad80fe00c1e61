/** Of the letters of a name. */
const LONG = 6, MAX_LENGTH = 60;

/** The name that was probably meant: one letter away, two of a long name, in any case and accents. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const plain = plainOf(given);
  if (plain.length > MAX_LENGTH) return undefined;
  const scored = names.map((name) => ({ name, score: distance(plain, plainOf(name)) }));
  const best = scored.toSorted((a, b) => a.score - b.score)[0];
  return best && best.score <= (plain.length < LONG ? 1 : 2) ? best.name : undefined;
}

function plainOf(text: string): string {
  return text.normalize("NFD").replace(/[^a-z0-9]/gi, "").toLowerCase();
}

/** How many letters to add, drop, change or exchange with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        ? (before[j - 2] ?? 0) + 1
        : Infinity;
      row[j] = Math.min(changed, exchanged, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}
