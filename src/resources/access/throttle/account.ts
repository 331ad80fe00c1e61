import { plain } from "@/db/text.ts";

/** Control and format characters, unassigned ones, and separators of lines: no e-mail has any. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/**
 * The one form under which an account is found and its attempts are counted, however its e-mail is
 * written: without regard to capitals, accents, width of the letters and space around it.
 */
export function accountForm(correo: string): string {
  return plain(correo.normalize("NFKC").trim());
}

/** Whether the text may be an e-mail at all. */
export function mayBeEmail(correo: string): boolean {
  return !HIDDEN.test(correo) && accountForm(correo) !== "";
}
