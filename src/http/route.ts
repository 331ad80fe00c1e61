import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import { problems, type ProblemStatus } from "./responses.ts";
import type { Rol } from "./schemas.ts";
import { requireReadable, requireRoles } from "./session.ts";

type Roles = readonly [Rol, ...Rol[]] | "public";

type Definition =
  & Pick<RouteConfig, "method" | "request" | "responses" | "deprecated" | "parameters">
  & {
    path: string;
    operationId: string;
    summary: string;
    description: string;
    tags: string[];
    /** Who may call it. Nobody by default: without this line it does not compile. */
    roles: Roles;
    /** The secret of a calendar in `?token=` opens it too: the handler looks that up. */
    orToken?: boolean;
    /** A POST that creates: it takes `Idempotency-Key`, see `createOnce()`. */
    idempotent?: boolean;
    /** It may go on after the answer: it takes `Prefer: respond-async`. */
    deferrable?: boolean;
    /** A change of one record: it takes `If-Match`, see `changeRecord()`. */
    conditional?: boolean;
  };

const HEADERS = {
  idempotent: {
    "idempotency-key": z.string().min(1).max(200).optional()
      .describe("Repetir la petición con la misma clave da la primera respuesta y no crea otro"),
  },
  deferrable: {
    prefer: z.string().max(200).optional()
      .describe("Con respond-async responde 202 de una vez y sigue; GET dice cuánto va"),
  },
  conditional: {
    "if-match": z.string().max(200).optional()
      .describe("El ETag que se leyó: si el dato cambió desde entonces, 412 y no se toca nada"),
  },
};

const SESSION = [{ bearer: [] }, { password: [] }];

/**
 * The contract of an endpoint: who may call it, what comes in and what goes out. The errors that
 * follow from roles and inputs are added here; the route lists the others.
 */
export function route<const R extends Definition>(definition: R) {
  const { roles, orToken, idempotent, deferrable, conditional, request, responses, ...rest }:
    Definition = definition;
  const headers = {
    ...idempotent && HEADERS.idempotent,
    ...deferrable && HEADERS.deferrable,
    ...conditional && HEADERS.conditional,
  };
  const hasHeaders = Object.keys(headers).length > 0;
  const contract = createRoute({
    ...rest,
    request: { ...request, ...hasHeaders && { headers: z.object(headers) } },
    security: roles === "public" ? [] : orToken ? [...SESSION, { calendario: [] }] : SESSION,
    "x-roles": roles === "public" ? [] : roles,
    middleware: roles === "public" ? [requireReadable] : [requireRoles(roles, { orToken })],
    responses: { ...problems(...impliedProblems(definition)), ...responses },
  });
  return contract as unknown as Contract<R>;
}

// What the library needs to know for checking handlers. The added errors are not in the type: they
// are thrown, never returned.
type Contract<R extends Definition> =
  & Pick<R, "method" | "path" | "responses">
  & (R extends { request: infer Request } ? { request: Request } : unknown)
  & { getRoutingPath(): string };

function impliedProblems(definition: Definition): ProblemStatus[] {
  const { roles, request, responses, idempotent, conditional } = definition;
  const statuses: ProblemStatus[] = [500, 503];
  if (roles !== "public") statuses.push(401, 403);
  if (request?.body) statuses.push(400, 413, 415);
  if (request || idempotent) statuses.push(422);
  if (conditional) statuses.push(412);
  const declared = [...statuses, ...Object.keys(responses)];
  return declared.some((status) => /^4/.test(String(status))) ? statuses : [...statuses, "4XX"];
}
