import { createMiddleware } from "hono/factory";
import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { pendingMigrations } from "@/db/setup/migrate.ts";
import { json } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { VERSION } from "@/http/version.ts";

const Estado = z.object({ estado: z.literal("ok") });
const Salud = Estado.extend({
  version: z.string().describe(
    "La de este proceso, como en el documento y en cada línea del registro",
  ),
}).meta({ id: "Salud" });
const Disposicion = Estado.extend({ motor: z.enum(["mysql", "sqlite"]) })
  .meta({ id: "Disposicion" });
const Saludo = z.object({ message: z.literal("ok"), autor: z.string() }).meta({ id: "Saludo" });

export const health = createRouter();

const tags = ["Servicio"];

health.openapi(
  route({
    tags,
    roles: "public",
    method: "get",
    path: "/",
    operationId: "getSaludo",
    summary: "El servicio responde",
    description: "La puerta de entrada: dice que hay alguien.",
    responses: { 200: json(Saludo, "Responde") },
  }),
  (c) => c.json({ message: "ok" as const, autor: "ADSO 2847248" }, 200),
);

health.openapi(
  route({
    tags,
    roles: "public",
    method: "get",
    path: "/healthz",
    operationId: "getSalud",
    summary: "El proceso vive",
    description: "No toca la base de datos: para saber si hay que reiniciar el proceso.",
    responses: { 200: json(Salud, "Vive") },
  }),
  (c) => c.json({ estado: "ok" as const, version: VERSION }, 200),
);

health.openapi(
  route({
    tags,
    roles: "public",
    method: "get",
    path: "/readyz",
    operationId: "getDisposicion",
    summary: "El servicio puede atender",
    description: "La base de datos responde y su esquema está al día; si no, 503 con lo que falla.",
    responses: { 200: json(Disposicion, "Puede atender") },
  }),
  async (c) => {
    await refuseUnready(c.get("db"));
    return c.json({ estado: "ok" as const, motor: c.get("db").engine }, 200);
  },
);

// Reads a real table: a cluster node that lost its quorum still answers SELECT 1.
async function refuseUnready(db: Db): Promise<void> {
  await db.check();
  const pending = await pendingMigrations(db);
  if (pending.length === 0) return;
  const detail = `Al esquema le faltan ${pending.length} migraciones; ejecute deno task migrate`;
  throw new ApiError("no-disponible", detail);
}

/** Answers 503 to everything that comes after it, for as long as there is a reason to. */
export function refuseWhile(refusal: () => string | undefined) {
  return createMiddleware((_c, next) => {
    const reason = refusal();
    if (reason) throw new ApiError("no-disponible", reason, { retryAfter: 2 });
    return next();
  });
}
