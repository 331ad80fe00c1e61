import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import { type BodyRule, limitOf } from "./body/rule.ts";
import { addToVocabulary, checkInputs, fieldsOf, type InputCheck } from "./inputs.ts";
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
    /** The largest body, in bytes, where a list or a long text needs more than others. */
    bodyLimit?: number;
    /** It takes a file: how large its `multipart/form-data` may be, in bytes. */
    upload?: number;
    /** Fields of the body that say how to change something: alone they change nothing. */
    modifiers?: readonly string[];
    /** The older server had it too: the handler answers to an empty change, in the old words. */
    inherited?: boolean;
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
  const {
    roles,
    orToken,
    idempotent,
    deferrable,
    conditional,
    bodyLimit: _bodyLimit,
    upload: _upload,
    modifiers: _modifiers,
    inherited: _inherited,
    request,
    responses,
    ...rest
  }: Definition = definition;
  const headers = {
    ...idempotent && HEADERS.idempotent,
    ...deferrable && HEADERS.deferrable,
    ...conditional && HEADERS.conditional,
  };
  const hasHeaders = Object.keys(headers).length > 0;
  const body = bodyRuleOf(definition), check = inputCheckOf(definition);
  const contract = createRoute({
    ...rest,
    request: { ...request, ...hasHeaders && { headers: z.object(headers) } },
    security: roles === "public" ? [] : orToken ? [...SESSION, { calendario: [] }] : SESSION,
    "x-roles": roles === "public" ? [] : roles,
    ...body && { "x-max-bytes": Math.max(...body.types.map((type) => limitOf(body, type))) },
    middleware: roles === "public"
      ? [requireReadable({ body, check })]
      : [requireRoles(roles, { body, check, orToken })],
    responses: { ...problems(...impliedProblems(definition)), ...responses },
  });
  return contract as unknown as Contract<R>;
}

function bodyRuleOf({ request, roles, bodyLimit, upload }: Definition): BodyRule | undefined {
  if (!request?.body) return undefined;
  const types = Object.keys(request.body.content);
  return { types, isPublic: roles === "public", limit: bodyLimit, upload };
}

const READS = ["get", "head"], CHANGES = ["put", "patch"];

// The paths of the older server go on ignoring what they do not know. So do the public pages: a probe
// or a calendar adds to their addresses what it likes, and nothing in them depends on it.
function inputCheckOf(definition: Definition): InputCheck {
  const { deprecated, roles, method, orToken, inherited, request, responses } = definition;
  const ignores = deprecated || roles === "public" && READS.includes(method);
  const json = Object.entries(request?.body?.content ?? {}).find(([type]) => /json/.test(type))
    ?.[1];
  const schema = schemaOf(json), known = fieldsOf(schema);
  addToVocabulary([...known, ...Object.values(responses).flatMap(fieldsOfAnswer)]);
  const isChange = CHANGES.includes(method) && known.length > 0 && !inherited;
  const changes = known.filter((name) => !definition.modifiers?.includes(name));
  return checkInputs({
    query: ignores ? undefined : [...fieldsOf(request?.query), ...orToken ? ["token"] : []],
    body: deprecated || known.length === 0 ? undefined : known,
    schema,
    changes: isChange ? changes : undefined,
  });
}

function fieldsOfAnswer(response: Definition["responses"][string]): string[] {
  const content = "content" in response ? response.content : undefined;
  return Object.values(content ?? {}).flatMap((media) => fieldsOf(schemaOf(media)));
}

function schemaOf(media: object | undefined): unknown {
  return media && "schema" in media ? media.schema : undefined;
}

// What the library needs to know for checking handlers. The added errors are not in the type: they
// are thrown, never returned.
type Contract<R extends Definition> =
  & Pick<R, "method" | "path" | "responses">
  & (R extends { request: infer Request } ? { request: Request } : unknown)
  & { getRoutingPath(): string };

function impliedProblems(definition: Definition): ProblemStatus[] {
  const { roles, method, deprecated, request, responses, idempotent, conditional } = definition;
  const statuses: ProblemStatus[] = [500, 503];
  if (roles !== "public") statuses.push(401, 403);
  if (request?.body) statuses.push(400, 413, 415);
  const refusesNames = !deprecated && !(roles === "public" && READS.includes(method));
  if (request || idempotent || refusesNames) statuses.push(422);
  if (conditional) statuses.push(412);
  const declared = [...statuses, ...Object.keys(responses)];
  return declared.some((status) => /^4/.test(String(status))) ? statuses : [...statuses, "4XX"];
}
