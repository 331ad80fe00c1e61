// Marks that no reader sees: joiners, directions, soft hyphens, byte order marks, selectors of a
// variant, blank letters of other scripts.
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/gu;

/** Letters and signs of Western Europe, all of them visible and composed: nearly every text. */
const LATIN = /^[ -~¡-¬®-ÿ]*$/;

/**
 * A text as a reader sees it: without invisible characters, with composed accents, each run of blanks
 * as one, and none at its ends. Two texts that look the same are the same.
 */
export function visible(text: string): string {
  if (LATIN.test(text)) return text.replace(/ {2,}/g, " ").trim();
  return text.replace(INVISIBLE, "").normalize("NFC").replace(/\p{Z}+/gu, " ").trim();
}

/** Whether there is anything to see: accents and blanks alone are nothing. */
export function isVisible(text: string): boolean {
  return /[^\p{M}\p{Z}\p{C}]/u.test(text);
}
