import * as z from "zod";

/** What each kind of value is called in "Debe ser ...". */
const NAMES: Record<string, string> = {
  string: "texto",
  number: "un número",
  int: "un número entero",
  boolean: "true o false",
  array: "una lista",
  object: "un objeto",
  record: "un objeto",
};

const PARTS: Record<string, readonly [one: string, many: string]> = {
  string: ["carácter", "caracteres"],
  array: ["elemento", "elementos"],
};

/** What is wrong with a value and what it should be, as somebody who fills in a form reads it. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  const { code, input } = issue;
  if (code === "invalid_type") {
    if (input === undefined) return "Es obligatorio";
    const name = NAMES[issue.expected];
    return name && `Debe ser ${name}`;
  }
  if (code === "invalid_value") {
    if (input === undefined) return "Es obligatorio";
    const values = issue.values.map(String).join(", ");
    return issue.values.length === 1 ? `Debe ser ${values}` : `Debe ser uno de: ${values}`;
  }
  if (code === "too_small") return bound(issue.origin, "al menos", Number(issue.minimum));
  if (code === "too_big") return bound(issue.origin, "como máximo", Number(issue.maximum));
  if (code === "invalid_format" && issue.format === "email") return "Escriba un correo válido";
  return undefined;
}

function bound(origin: string, word: string, limit: number): string {
  const parts = PARTS[origin];
  if (!parts) return `Debe ser ${word} ${limit}`;
  if (limit === 1 && word === "al menos") return "No puede estar vacío";
  return `Debe tener ${word} ${limit} ${limit === 1 ? parts[0] : parts[1]}`;
}

// They reach the users of the API and whoever configures it; what is not worded here, zod words.
const { localeError } = z.locales.es();
z.config({ localeError: (issue) => describe(issue) ?? localeError(issue) });
