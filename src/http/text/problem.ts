import type { Context, Env, Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as z from "zod";
import {
  type Constraint,
  ConstraintError,
  DatabaseUnavailableError,
  UnknownOutcomeError,
} from "@/db/db.ts";

const ErrorDeCampo = z.object({
  campo: z.string().describe("Nombre del campo, con puntos si está dentro de otro"),
  mensaje: z.string(),
}).meta({ id: "ErrorDeCampo" });

/** The other session of a clash; `con` is null when the refusal has no other session. */
export const Conflicto = z.object({
  tipo: z.string().describe("instructor, ficha, ambiente, no_laborable, fuera_de_ficha..."),
  mensaje: z.string(),
  con: z.looseObject({ id_programacion: z.int() }).nullable(),
}).meta({ id: "Conflicto" });

export const Problema = z.object({
  type: z.string().describe("Identifica la clase de error: /problemas/<codigo>"),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("Qué pasó, con qué y qué hacer; listo para mostrar"),
  instance: z.string().describe("La ruta que se pidió, sin los secretos que lleve"),
  request_id: z.string().describe("Cítelo al pedir ayuda: está en el registro del servidor"),
  errors: z.array(ErrorDeCampo).optional(),
  conflictos: z.array(Conflicto).optional(),
}).meta({
  id: "Problema",
  description: "Error según la RFC 9457",
  example: {
    type: "/problemas/no-encontrado",
    title: "No existe",
    status: 404,
    detail: "No existe el usuario 99",
    instance: "/users/99",
    request_id: "0b6c1a52-6d4e-4d0a-9d6b-3f7f0f2c9f11",
  },
});

const CATALOGUE = {
  "cuerpo-ilegible": [400, "No se entiende el cuerpo de la petición"],
  "peticion-invalida": [400, "La petición no se puede atender"],
  "sin-sesion": [401, "Hace falta iniciar sesión"],
  "credenciales": [401, "No se pudo iniciar sesión"],
  "usuario-inactivo": [403, "El usuario está inactivo"],
  "sin-permiso": [403, "Su rol no permite esta acción"],
  "no-encontrado": [404, "No existe"],
  "metodo-no-permitido": [405, "El recurso no admite ese método"],
  "duplicado": [409, "Ya existe"],
  "referencia": [409, "Choca con otro dato"],
  "conflicto": [409, "El estado actual no lo permite"],
  "cruce-de-horario": [409, "La programación no se puede hacer así"],
  "version-desactualizada": [412, "El dato cambió desde que lo leyó"],
  "demasiado-grande": [413, "La petición es demasiado grande"],
  "tipo-no-admitido": [415, "No se admite ese tipo de contenido"],
  "datos-invalidos": [422, "Los datos no son válidos"],
  "demasiados-intentos": [429, "Demasiados intentos"],
  "error-interno": [500, "Error interno"],
  "no-disponible": [503, "El servicio no está disponible"],
  "resultado-desconocido": [503, "No se sabe si el cambio quedó guardado"],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

type Code = keyof typeof CATALOGUE;

type Extras = {
  errors?: z.infer<typeof ErrorDeCampo>[];
  conflictos?: z.infer<typeof Conflicto>[];
  /** Seconds to wait, for the `Retry-After` header. */
  retryAfter?: number | undefined;
  headers?: Record<string, string>;
};

/** An expected failure: thrown from any layer, answered as `application/problem+json`. */
export class ApiError extends Error {
  override name = "ApiError";
  /** @param detail in Spanish: what, which and what next, and nothing internal */
  constructor(readonly code: Code, detail: string, readonly extras: Extras = {}) {
    super(detail);
  }
}

const FROM_CONSTRAINT: Record<Constraint, [Code, string]> = {
  duplicate: ["duplicado", "Ya hay un registro con esos datos; cambie el que se repite"],
  reference: [
    "referencia",
    "El dato al que apunta no existe, o algo depende de este registro; revise los códigos",
  ],
  required: ["datos-invalidos", "Falta un dato obligatorio"],
  check: ["datos-invalidos", "Los datos se contradicen entre sí; revíselos"],
  value: ["datos-invalidos", "Un dato es más largo o más grande de lo que cabe; acórtelo"],
};

/**
 * Gives a refusal of the database the words of whoever asked: `.catch(renameConstraint({ duplicate: ... }))`.
 * What is not named goes on as it was.
 */
export function renameConstraint(words: Partial<Record<Constraint, ApiError>>) {
  return (error: unknown): never => {
    throw error instanceof ConstraintError ? words[error.constraint] ?? error : error;
  };
}

// Hono words its own failures in English, so only their status is kept.
const FROM_HONO: Partial<Record<number, [Code, string]>> = {
  400: ["cuerpo-ilegible", "El cuerpo no se entiende; envíe un JSON válido en UTF-8"],
  413: ["demasiado-grande", "El cuerpo pasa del tamaño admitido; envíe menos datos"],
  415: ["tipo-no-admitido", "Envíe el cuerpo con el tipo de contenido que documenta la ruta"],
};

const RETRY_AFTER_503 = 5;

/** How to sign in, for the `WWW-Authenticate` of every 401. */
export const CHALLENGE = 'Bearer realm="gestion-formacion"';

export function handleError(error: Error, c: Context): Response {
  const { code, message, extras: { errors, conflictos, retryAfter, headers } } = toApiError(
    error,
    c,
  );
  const [status, title] = CATALOGUE[code];
  if (status === 401) c.header("WWW-Authenticate", CHALLENGE);
  const wait = retryAfter ?? (status === 503 ? RETRY_AFTER_503 : undefined);
  if (wait !== undefined) c.header("Retry-After", String(wait));
  const problem = { type: `/problemas/${code}`, title, status, detail: message };
  const instance = shownPath(c);
  const request_id = c.get("requestId");
  return c.json({ ...problem, instance, request_id, errors, conflictos }, status, {
    ...headers,
    "Content-Type": "application/problem+json",
  });
}

/** What some route here answers to; TRACE, CONNECT and what people make up are refused everywhere. */
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

/** What no route answers: 405 where the path has other methods, 404 elsewhere. */
export function createNotFound<E extends Env>(app: Hono<E>) {
  const refuseMethod = methodNotAllowed({ app, onMethodNotAllowed: handleWrongMethod });
  return async (c: Context): Promise<Response> => {
    if (![...METHODS, "OPTIONS"].includes(c.req.method)) return handleWrongMethod(c, METHODS);
    const nothing = new ApiError("no-encontrado", `No hay nada en ${shownPath(c)}`);
    await refuseMethod(c, () => {
      c.res = handleError(nothing, c);
      return Promise.resolve();
    });
    return c.res;
  };
}

function handleWrongMethod(c: Context, allowed: string[]): Response {
  const Allow = [...allowed, "OPTIONS"].join(", ");
  const detail = `${shownPath(c)} no admite ${c.req.method}; admite ${Allow}`;
  return handleError(new ApiError("metodo-no-permitido", detail, { headers: { Allow } }), c);
}

/** As it was asked for, but for what may be a secret: 256 bits in base64url, or anything as long. */
function shownPath(c: Context): string {
  return c.req.path.replace(/[\w-]{43,}/g, "***");
}

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** For a change that may be stored or not; a request that only reads is told to come again. */
export function unknownOutcome({ req }: Context, why: string): ApiError {
  if (SAFE_METHODS.includes(req.method)) {
    return new ApiError("no-disponible", `${why}; intente en unos segundos`);
  }
  const detail = `${why} y no se sabe si el cambio quedó guardado. Consulte si está antes de ` +
    "pedirlo otra vez; con la misma Idempotency-Key puede repetirlo sin que se haga dos veces";
  return new ApiError("resultado-desconocido", detail);
}

function toApiError(error: Error, c: Context): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof ConstraintError) return new ApiError(...FROM_CONSTRAINT[error.constraint]);
  if (error instanceof UnknownOutcomeError) {
    return unknownOutcome(c, "La base de datos dejó de responder mientras guardaba");
  }
  if (error instanceof DatabaseUnavailableError) {
    const detail = error.fault ?? "La base de datos no responde; intente en unos segundos";
    return new ApiError("no-disponible", detail);
  }
  const known = error instanceof HTTPException && FROM_HONO[error.status];
  if (known) return new ApiError(...known);
  // Nothing of an unexpected error goes out: its text may carry SQL or data. The log has it.
  return new ApiError("error-interno", "Ocurrió un error inesperado; intente de nuevo más tarde");
}
