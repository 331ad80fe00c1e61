import type { OpenAPIHono } from "@hono/zod-openapi";
import { secureHeaders } from "hono/secure-headers";
import { ambientesCompat } from "./compat/ambientes.ts";
import { centroFormacionCompat } from "./compat/centro_formacion.ts";
import { competenciasCompat } from "./compat/competencias.ts";
import { festivosCompat } from "./compat/festivos.ts";
import { createFilesCompat } from "./compat/files.ts";
import { grupoInstructorCompat } from "./compat/grupo_instructor.ts";
import { gruposCompat } from "./compat/grupos.ts";
import { notificacionesCompat } from "./compat/notificaciones.ts";
import { programacionCompat } from "./compat/programacion.ts";
import { programasCompat } from "./compat/programas.ts";
import { resultadosCompat } from "./compat/resultados.ts";
import { usersCompat } from "./compat/users.ts";
import { createRouter, type Env, type Parts } from "./http/router.ts";
import { addressOf } from "./http/server/address.ts";
import { compressLarge } from "./http/server/compression.ts";
import { allowOrigins } from "./http/server/cors.ts";
import { limitTime } from "./http/server/deadline.ts";
import { createDocs } from "./http/server/docs.ts";
import { answerHead } from "./http/server/head.ts";
import { health, refuseWhile } from "./http/server/health.ts";
import { type Log, observeRequests } from "./http/server/log.ts";
import { createMetrics } from "./http/server/metrics.ts";
import { nameRequest } from "./http/server/request_id.ts";
import { refuseOddHost } from "./http/server/target.ts";
import { createNotFound, handleError } from "./http/text/problem.ts";
import { access } from "./resources/access/routes.ts";
import { ambientes } from "./resources/ambientes/routes.ts";
import { auditoria } from "./resources/auditoria/routes.ts";
import { createPublicados } from "./resources/calendarios/published_routes.ts";
import { calendarios } from "./resources/calendarios/routes.ts";
import { centros } from "./resources/centros/routes.ts";
import { competencias } from "./resources/competencias/routes.ts";
import { disponibilidad } from "./resources/disponibilidad/routes.ts";
import { festivos } from "./resources/festivos/routes.ts";
import { avanceGrupo } from "./resources/grupos/avance/routes.ts";
import { cambiosGrupo } from "./resources/grupos/change/routes.ts";
import { grupoDatos } from "./resources/grupos/datos/routes.ts";
import { grupoInstructores } from "./resources/grupos/instructores/routes.ts";
import { grupos } from "./resources/grupos/routes.ts";
import { tablero } from "./resources/grupos/tablero/routes.ts";
import { horarios } from "./resources/horarios/routes.ts";
import { huecos } from "./resources/huecos/routes.ts";
import type { Imports } from "./resources/importaciones/imports.ts";
import { createImportaciones } from "./resources/importaciones/routes.ts";
import { instructores } from "./resources/instructores/routes.ts";
import { limitesHoras } from "./resources/limites_horas/routes.ts";
import { metas } from "./resources/metas/routes.ts";
import { createEvents } from "./resources/notificaciones/events.ts";
import type { Feed } from "./resources/notificaciones/feed.ts";
import { notificaciones } from "./resources/notificaciones/routes.ts";
import { afectadas } from "./resources/programacion/afectadas/routes.ts";
import { programacion } from "./resources/programacion/routes.ts";
import { series } from "./resources/programacion/series/routes.ts";
import { ventanaProgramacion } from "./resources/programacion/ventana/routes.ts";
import { programas } from "./resources/programas/routes.ts";
import { regionales } from "./resources/regionales/routes.ts";
import { resultados } from "./resources/resultados/routes.ts";
import { roles } from "./resources/roles/routes.ts";
import { users } from "./resources/users/routes.ts";

// What only browsers of another time read.
const WITHOUT_LEGACY = {
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

type Given = Parts & {
  log: Log;
  feed: Feed;
  imports: Imports;
  refusal: (() => string | undefined) | undefined;
};

/** Puts the application together. It opens nothing: the database comes already open. */
export function createApp(parts: Given): OpenAPIHono<Env> {
  const { config, log, feed } = parts;
  const { metrics, countRequest, loginFailed } = createMetrics(parts);

  const app = createRouter();
  app.onError(handleError);
  app.notFound(createNotFound(app));
  app.use(nameRequest);
  app.use((c, next) => {
    c.set("config", config);
    c.set("db", parts.db);
    c.set("clock", parts.clock);
    c.set("passwords", parts.passwords);
    c.set("mailer", parts.mailer);
    c.set("sessions", parts.sessions);
    c.set("throttle", parts.throttle);
    c.set("secretFrom", parts.secretFrom);
    c.set("loginFailed", loginFailed);
    c.set("address", () => addressOf(c, config.TRUSTED_PROXIES));
    return next();
  });
  app.use(observeRequests(log, countRequest));
  app.use(allowOrigins(config));
  app.use(refuseOddHost);
  app.use(answerHead);
  app.use(secureHeaders(WITHOUT_LEGACY));
  app.use(compressLarge());
  app.use(limitTime(config.REQUEST_TIMEOUT_SECONDS));

  app.route("/", health);
  if (parts.refusal) app.use(refuseWhile(parts.refusal));
  app.route("/metrics", metrics);
  app.route("/", createDocs(app));
  app.route("/access", access);
  app.route("/users", usersCompat);
  app.route("/instructores", instructores);
  app.route("/limites-horas", limitesHoras);
  app.route("/disponibilidad", disponibilidad);
  app.route("/huecos", huecos);
  app.route("/horarios", horarios);
  app.route("/grupos", avanceGrupo);
  app.route("/users", users);
  app.route("/roles", roles);
  app.route("/auditoria", auditoria);
  app.route("/regionales", regionales);
  app.route("/centro-formacion", centroFormacionCompat);
  app.route("/centros", centros);
  app.route("/ambientes", ambientesCompat);
  app.route("/ambientes", ambientes);
  app.route("/programas", programasCompat);
  app.route("/programas", programas);
  app.route("/competencias", competenciasCompat);
  app.route("/competencias", competencias);
  app.route("/resultados", resultadosCompat);
  app.route("/resultados", resultados);
  app.route("/grupos", gruposCompat);
  app.route("/grupos", tablero);
  app.route("/grupos", grupos);
  app.route("/grupos", cambiosGrupo);
  app.route("/grupos", grupoDatos);
  app.route("/grupos", grupoInstructores);
  app.route("/grupo-instructor", grupoInstructorCompat);
  app.route("/programacion", afectadas);
  app.route("/programacion", series);
  app.route("/programacion", ventanaProgramacion);
  // The older paths take any id there, so they come last.
  app.route("/programacion", programacion);
  app.route("/programacion", programacionCompat);
  app.route("/calendarios", createPublicados());
  app.route("/calendarios", calendarios);
  app.route("/festivos", festivosCompat);
  app.route("/festivos", festivos);
  app.route("/metas", metas);
  app.route("/files", createFilesCompat(parts.imports));
  app.route("/importaciones", createImportaciones(parts.imports));
  app.route("/notificaciones", notificacionesCompat);
  app.route("/notificaciones", createEvents(feed));
  app.route("/notificaciones", notificaciones);

  return app;
}
