/**
 * The signs in the order in which Spanish sorts them: `utf8mb4_spanish_ci` of MySQL has the same
 * one. Of a letter, case and accents do not count, but "ñ" is a letter of its own.
 */
const ORDER = " _-–—,;:!¡?¿.…·'‘’\"“”«»()[]{}@*/\\&#%`´^¨°+×<=>|~$€0123456789" +
  "abcdefghijklmnñopqrstuvwxyz";

/** Letters that are written with two. */
const EXPANDED: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
};

const FIRST = 0x21;
const RANK = new Map([...ORDER].map((sign, i) => [sign, String.fromCharCode(FIRST + i)]));
const PLAIN = /^[a-z ]*$/;

/**
 * A text whose order by code points is the order in which people sort the given one. The generated
 * columns called `*_orden` hold it on SQLite; those of MySQL hold the text in a Spanish collation.
 */
export function sortKey(text: string): string {
  let key = "";
  for (const sign of lettersOf(text.toLowerCase())) {
    // What no Spanish text has comes last, in its own order.
    key += RANK.get(sign) ?? String.fromCodePoint(Math.max(sign.codePointAt(0)!, 0x180));
  }
  return key;
}

function lettersOf(lower: string): string {
  if (PLAIN.test(lower)) return lower;
  return lower.normalize("NFC")
    .replace(/[ßæœøđðł]/g, (letter) => EXPANDED[letter] ?? letter)
    .replace(/[^ñ´¨…]+/g, (rest) => rest.normalize("NFKD").replace(/\p{M}|\p{Cc}|\p{Cf}/gu, ""));
}
