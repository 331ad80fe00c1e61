import { Buffer } from "node:buffer";
import { timingSafeEqual } from "node:crypto";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import * as z from "zod";
import { problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter, type Parts } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { peerOf } from "./address.ts";
import type { Count } from "./log.ts";

/** Of each request; by status and by declared route, never by address. */
const LABELS = ["method", "route", "status"];
/** The upper bounds of the histogram. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** What the operator measures; `GET /metrics` shows it in the Prometheus format. */
export function createMetrics({ config, db }: Pick<Parts, "config" | "db">) {
  const registry = new Registry();
  const requests = new Counter({
    name: "http_requests_total",
    help: "Peticiones atendidas",
    labelNames: LABELS,
    registers: [registry],
  });
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duración de las peticiones, en segundos",
    labelNames: LABELS,
    buckets: SECONDS,
    registers: [registry],
  });
  const countRequest: Count = ({ method, route = "/*", status, seconds }) => {
    // Anybody may make up methods, and each would be kept for ever.
    const labels = { method: METHODS.includes(method) ? method : "OTHER", route, status };
    requests.inc(labels);
    durations.observe(labels, seconds);
  };
  const loginFailures = new Counter({
    name: "login_failures_total",
    help: "Inicios de sesión fallidos",
    registers: [registry],
  });
  new Gauge({
    name: "db_connections",
    help: "Conexiones a la base de datos: en uso, libres, y peticiones que esperan una",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      for (const [state, value] of Object.entries(db.stats())) this.set({ state }, value);
    },
  });
  new Gauge({
    name: "process_resident_memory_bytes",
    help: "Memoria residente del proceso",
    registers: [registry],
    collect() {
      this.set(Deno.memoryUsage().rss);
    },
  });

  const metrics = createRouter();
  metrics.openapi(
    route({
      tags: ["Servicio"],
      roles: "public",
      method: "get",
      path: "/",
      operationId: "getMetricas",
      summary: "Métricas para Prometheus",
      description: "Con METRICS_TOKEN pide ese token como Bearer. Sin él solo contesta a la " +
        "propia máquina y con la base embebida; a los demás les dice que no existe.",
      responses: {
        200: { description: "Métricas", content: { "text/plain": { schema: z.string() } } },
        ...problems(404),
      },
    }),
    async (c) => {
      const token = config.METRICS_TOKEN;
      const allowed = token
        ? isBearer(c.req.header("Authorization"), token)
        : config.DB_HOST === undefined && isLoopback(peerOf(c)) && !c.req.header("X-Forwarded-For");
      if (!allowed) throw new ApiError("no-encontrado", `No hay nada en ${c.req.path}`);
      return c.text(await registry.metrics(), 200);
    },
  );
  return { metrics, countRequest, loginFailed: () => loginFailures.inc() };
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

function isBearer(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? ""), wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
