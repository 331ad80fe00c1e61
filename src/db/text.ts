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

/**
 * The form that two texts share when they count as the same: what the collation of MySQL compares. It
 * goes further than `plain()`, whose form is stored: wide letters, ligatures, blanks at the end. The
 * columns called `*_igual` hold it on SQLite.
 */
export function sameness(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.replace(NO_ACCENT_ALONE, (piece) => piece.normalize("NFKD")).replace(/\p{Mn}/gu, "")
    .toLowerCase().replace(/ß/g, "ss").replace(/ſ/g, "s").replace(/\s+/g, " ").trimEnd();
}

/** An accent without its letter is a sign of its own. */
const NO_ACCENT_ALONE = /[^¨¯´¸]+/g;

/**
 * The plain form in ASCII, for columns that hold nothing else: any other sign becomes five control
 * characters, none of which stands for anything by itself.
 */
export function plainAscii(text: string): string {
  return plain(text).replace(/[^ -~]/g, (sign) => {
    const digits = sign.charCodeAt(0).toString(16).padStart(4, "0");
    return "\x1b" + digits.replace(/./g, (digit) => String.fromCharCode(1 + parseInt(digit, 16)));
  });
}

/** A LIKE pattern for "contains", to be used with `ESCAPE '!'`: `%` and `_` are plain characters. */
export function containing(text: string): string {
  return `%${escaped(plain(text))}%`;
}

/**
 * Like `containing()`, for a column in ASCII.
 * @param before what stands before the text there, as it is
 */
export function containingAscii(text: string, before = ""): string {
  return `%${before}${escaped(plainAscii(text))}%`;
}

function escaped(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}
