import * as z from "zod";
import { isVisible, visible } from "./text/visible.ts";

const MAX_UNSIGNED = 4_294_967_295; // MySQL's INT UNSIGNED; SQLite would take anything

// Clients of the older server send numbers as text too, and it took them: "12" is 12, "1.5" is not.
function numeric(value: unknown): unknown {
  return typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
}

/** A whole number of a JSON body, between bounds; digits in quotes count as well. */
export function integer(min: number, max: number) {
  return z.preprocess(numeric, z.int().min(min).max(max));
}

/** An id inside a JSON body. */
export const id = integer(1, MAX_UNSIGNED);

/** A count or a number of hours inside a JSON body. */
export const count = integer(0, 1_000_000);

/** An id in the path or the query, where everything is text. */
export const idInUrl = z.string().regex(/^[1-9]\d{0,9}$/, "Debe ser un número entero positivo")
  .transform(Number).pipe(z.int().max(MAX_UNSIGNED))
  .meta({ type: "integer", minimum: 1, maximum: MAX_UNSIGNED, example: 1 });

/** A whole number of the query between bounds. */
export function integerInUrl(min: number, max: number) {
  return z.string().regex(/^\d{1,9}$/, `Debe ser un número entero entre ${min} y ${max}`)
    .transform(Number).pipe(z.int().min(min).max(max))
    .meta({ type: "integer", minimum: min, maximum: max });
}

/** With its type spelt out: the document would call it a string. */
export const booleanInUrl = z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] })
  .meta({ type: "boolean" });

/**
 * What a column of kind BOOLEAN holds, and what a client sends back as it read it. The databases give
 * 0 and 1: only the schema that reads a row knows which of its numbers is a yes or a no.
 */
export const boolean = z.preprocess(
  (value) => value === 0 || value === 1 ? value === 1 : value,
  z.boolean(),
);

// deno-lint-ignore no-control-regex
const NO_CONTROLS = /^[^\u0000-\u001f\u007f-\u009f]*$/;

/**
 * One line of text: trimmed, without control or invisible characters, and every character a whole one.
 * It is kept with single spaces and composed accents, so that both engines find it the same way.
 */
export function line(min: number, max: number) {
  return z.string().overwrite(visible)
    .min(min).max(max)
    .regex(NO_CONTROLS, "No puede llevar saltos de línea ni caracteres de control")
    .refine((text) => text.isWellFormed(), "Lleva un carácter incompleto")
    .refine((text) => text === "" || isVisible(text), "No tiene nada que se vea: escriba el texto");
}

/** What somebody types to search. */
export const search = line(1, 100);

export const email = line(5, 100).pipe(z.email("Escriba un correo válido"))
  .meta({ type: "string", format: "email", maxLength: 100, example: "ana.ruiz@sena.edu.co" });

/** A day outside these years is a slip of the keyboard. */
const FIRST_YEAR = 1900, LAST_YEAR = 2100;

// abort: a rule about the whole object may count on a date being one.
/** `YYYY-MM-DD`, a day that exists. */
export const date = z.iso.date({ error: "Escriba una fecha AAAA-MM-DD que exista", abort: true })
  .refine((text) => {
    const year = Number(text.slice(0, 4));
    return year >= FIRST_YEAR && year <= LAST_YEAR;
  }, `El año debe estar entre ${FIRST_YEAR} y ${LAST_YEAR}`).meta({ example: "2026-07-13" });

/** A year of the query. */
export const yearInUrl = integerInUrl(FIRST_YEAR, LAST_YEAR);

/** A year inside a JSON body. */
export const year = integer(FIRST_YEAR, LAST_YEAR);

/** `HH:MM` or `HH:MM:SS` in, always `HH:MM:SS` from there on. */
export const time = z.string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, { error: "Escriba una hora HH:MM", abort: true })
  .overwrite((text) => text.length === 5 ? `${text}:00` : text)
  .meta({ example: "07:00:00" });

/** A date with time as it goes out: local, `YYYY-MM-DDTHH:MM:SS`. */
export const dateTime = z.string().overwrite((text) => text.replace(" ", "T"))
  .meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$", example: "2026-07-13T07:00:00" });

export const IdParam = z.object({ id: idInUrl });

export const Paginacion = z.object({
  skip: integerInUrl(0, 1_000_000).default(0)
    .meta({ type: "integer", minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: integerInUrl(1, 100).default(20)
    .meta({ type: "integer", minimum: 1, maximum: 100, default: 20 }),
});

export type Pagina = z.infer<typeof Paginacion>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), total_items: z.int() });
}

/** The short answer of changes: `{ "message": "..." }`. */
export const Mensaje = z.object({ message: z.string() }).meta({ id: "Mensaje" });

export const ROLES = { 1: "superadmin", 2: "admin", 3: "instructor" } as const;
export type Rol = keyof typeof ROLES;
export const SUPERADMIN = 1, ADMIN = 2, INSTRUCTOR = 3;

/** Who asks: the session guard leaves it in `c.get("user")`. */
export const UsuarioSesion = z.object({
  id_usuario: z.int(),
  id_rol: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  estado: boolean,
  cod_centro: z.int(),
  version_sesion: z.int(),
});
export type UsuarioSesion = z.infer<typeof UsuarioSesion>;
