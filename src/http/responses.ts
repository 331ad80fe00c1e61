import type * as z from "zod";
import { Problema } from "./text/problem.ts";

// Functions and not `as const` maps: a frozen success map turns the handler's type into `never`.
export function json<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** Always required: else a request without Content-Type reaches the handler with `{}`. */
export function body<T extends z.ZodType>(schema: T) {
  return { body: { required: true as const, content: { "application/json": { schema } } } };
}

export const EMPTY = { description: "Hecho, sin contenido" };

const DESCRIPTIONS = {
  400: "El cuerpo no se entiende",
  401: "Falta la sesión",
  403: "El usuario está inactivo o su rol no lo permite",
  404: "No existe, o es de otro centro",
  409: "Choca con otro dato",
  412: "El dato cambió desde que se leyó (If-Match)",
  413: "El cuerpo es demasiado grande",
  415: "El cuerpo no es del tipo documentado",
  422: "Datos inválidos",
  429: "Demasiados intentos; espere lo que dice Retry-After",
  // For the routes that have no other: what HTTP itself may refuse of any request.
  "4XX": "La petición no está bien hecha",
  500: "Error interno",
  503: "El servicio no puede atender ahora; espere lo que dice Retry-After",
};

export type ProblemStatus = keyof typeof DESCRIPTIONS;

/** The errors of a route besides those that follow from its inputs: `...problems(404, 409)`. */
export function problems<S extends ProblemStatus>(...statuses: S[]) {
  const response = (status: S) => ({
    description: DESCRIPTIONS[status],
    content: { "application/problem+json": { schema: Problema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, response(status)])) as Record<
    S,
    ReturnType<typeof response>
  >;
}
