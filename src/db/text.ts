/**
 * The text as searches and comparisons see it: lower case, no accents, single spaces. The columns
 * called `*_plano` and `busqueda` hold this form on both engines.
 */
export function plain(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(RAISED, (c) => c.normalize("NFKD"))
    .toLowerCase().replace(/\s+/g, " ");
}

/** "3.º" and "m²" are found by "3.o" and "m2", because MySQL's collation says so. */
const RAISED = /[ªº¹²³]/g;

const PLAIN = /^[!-~]*(?: [!-~]+)*$/;

/** A LIKE pattern for "contains", to be used with `ESCAPE '!'`: `%` and `_` are plain characters. */
export function containing(text: string): string {
  return `%${escaped(text)}%`;
}

/** A LIKE pattern for "starts with", to be used with `ESCAPE '!'`. */
export function startingWith(text: string): string {
  return `${escaped(text)}%`;
}

function escaped(text: string): string {
  return plain(text).replace(/[!%_]/g, "!$&");
}
