import common from "@zxcvbn-ts/language-common/src/passwords.json" with { type: "json" };
import { truncates } from "bcryptjs";
import { plain } from "@/db/text.ts";

const MIN_CHARACTERS = 8;
/** Of this product: the first that somebody tries here. */
const LOCAL = ["sena", "gestion", "formacion", "instructor", "aprendiz", "admin", "administrador"]
  .concat(["superadmin", "superadministrador", "centro", "ficha", "usuario", "password"])
  .concat(["contrasena", "clave", "colombia"]);
/** A piece of somebody's own data that is shorter than this says nothing about him. */
const MIN_OWN = 3;
/** What must be left of a password once his own data are taken out of it. */
const MIN_LEFT = 5;

/** What of a person a password may not be made of. */
export type Own = {
  correo?: string;
  nombre_completo?: string;
  identificacion?: string;
  telefono?: string;
};

/** The common ones that are long enough to be taken at all. */
const COMMON = new Set(common.filter((word) => word.length >= MIN_CHARACTERS));

/** The signs that stand for letters in "P@ssw0rd". */
const STANDING_FOR: Record<string, string> = { "@": "a", "4": "a", "0": "o", "3": "e", "1": "i" };

/**
 * Why a password does not serve, in Spanish, or undefined. The one rule for every way in: at least 8
 * characters, at most the 72 bytes that bcrypt looks at, not one that everybody tries, and not the
 * person's own data.
 */
export function passwordProblem(password: string, own: Own = {}): string | undefined {
  const text = password.normalize("NFC");
  if (text.includes("\0") || !text.isWellFormed()) return "Lleva un carácter que no se admite";
  if ([...text].length < MIN_CHARACTERS) return "Debe tener al menos 8 caracteres";
  if (truncates(text)) return "Debe tener como máximo 72 bytes (unos 72 caracteres)";
  const folded = plain(text.normalize("NFKC")).trim();
  if (isOwn(folded, own)) {
    return "No puede ser su correo, su nombre ni su identificación; elija otra";
  }
  if (isCommon(folded) || isMonotonous(folded)) {
    return "Es una contraseña muy común; elija otra, por ejemplo tres palabras y un número";
  }
}

function isCommon(folded: string): boolean {
  const spelt = folded.replace(/[@4031]/g, (sign) => STANDING_FOR[sign] ?? sign)
    .replace(/[$5]/g, "s");
  if ([folded, spelt].some((word) => COMMON.has(word) || COMMON.has(reversed(word)))) return true;
  // "Sena2026*", "admin-admin-1": nothing but words of this place, digits and signs.
  const letters = lettersOf(folded);
  return letters !== "" && withoutAny(letters, LOCAL) === "";
}

/** One sign or one piece again and again, or signs in the order of the alphabet or of the numbers. */
function isMonotonous(folded: string): boolean {
  const signs = [...folded].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(signs.slice(1).map((sign, i) => sign - (signs[i] ?? 0)));
  if (steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1)) return true;
  return new Set(signs).size < 4;
}

function isOwn(folded: string, own: Own): boolean {
  const { correo = "", nombre_completo = "", identificacion = "", telefono = "" } = own;
  const [local = ""] = correo.split("@");
  const pieces = [correo, local, nombre_completo, identificacion, telefono]
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((text) => signsOf(plain(text))).filter((text) => text.length >= MIN_OWN);
  const text = signsOf(folded);
  if (!pieces.some((piece) => text.includes(piece))) return false;
  const left = withoutAny(text, pieces);
  return left.length < MIN_LEFT || /^\d*$/.test(left);
}

/** The text once every one of the pieces is taken out, the longest first. */
function withoutAny(text: string, pieces: readonly string[]): string {
  return pieces.toSorted((a, b) => b.length - a.length)
    .reduce((left, piece) => left.replaceAll(piece, ""), text);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

function signsOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

function reversed(text: string): string {
  return [...text].reverse().join("");
}
