import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import * as z from "zod";
import { problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter, type Env } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import type { Feed } from "./feed.ts";
import { positionOf, readPosition } from "./position.ts";

/** How long a client waits before it comes back, in ms. */
const RETRY = 5_000;

/** The stream of notices; its feed is opened and closed with the process. */
export function createEvents(feed: Feed) {
  const events = createRouter();
  events.openapi(
    route({
      tags: ["Notificaciones"],
      roles: [1, 2, 3],
      method: "get",
      path: "/eventos",
      operationId: "listEventos",
      summary: "Las notificaciones propias según llegan",
      description: "Server-sent events: cada aviso llega como un evento `notificacion`, cuyos " +
        "datos son una Notificacion en JSON. Ábralo con fetch, que puede enviar Authorization. " +
        "Termina cuando la sesión deja de valer. Al volver con Last-Event-ID llega primero lo " +
        "que falta por leer desde entonces.",
      request: {
        headers: z.object({
          "last-event-id": z.string().max(100).optional()
            .describe("El id del último evento que llegó"),
        }),
      },
      responses: {
        200: {
          description: "Los avisos",
          content: { "text/event-stream": { schema: z.string() } },
        },
        ...problems(429),
      },
    }),
    async (c) => {
      const after = readPosition(c.req.valid("header")["last-event-id"]);
      const mailbox = await feed.subscribe(c.get("user").id_usuario, after);
      c.header("X-Accel-Buffering", "no"); // a proxy that collects would hold the notices back
      return streamSSE(c, async (stream) => {
        stream.onAbort(() => mailbox.close());
        await stream.write(`retry: ${RETRY}\n\n`);
        while (!mailbox.closed) {
          const notices = await mailbox.next(feed.heartbeat);
          if (mailbox.closed || !(await isSignedIn(c))) break;
          if (notices.length === 0) await stream.write(": sigue abierto\n\n");
          for (const notice of notices) {
            const data = JSON.stringify(notice);
            await stream.writeSSE({ event: "notificacion", id: positionOf(notice), data });
          }
        }
        mailbox.close();
      }) as never;
    },
  );
  return events;
}

/** A database that is away for a moment ends no session. */
async function isSignedIn(c: Context<Env>): Promise<boolean> {
  const { sessions } = c.var;
  try {
    await sessions.load(await sessions.verify(c.req.header("Authorization")));
    return true;
  } catch (error) {
    return !(error instanceof ApiError);
  }
}
