import * as z from "zod";
import { problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { answerCalendar } from "./acts.ts";
import { createLimits } from "./limits.ts";
import { createTexts } from "./texts.ts";

/** The secret addresses, and what a process remembers of what it gives out there. */
export function createPublicados() {
  const publicados = createRouter();
  const published = { texts: createTexts(), limits: createLimits() };

  publicados.openapi(
    route({
      tags: ["Calendarios"],
      roles: "public",
      method: "get",
      path: "/{token}.ics",
      operationId: "getCalendarioPublicado",
      summary: "El calendario, para suscribirse a él",
      description:
        "iCalendar (RFC 5545) de 60 días atrás a un año adelante; también con webcal://. " +
        "Una sesión cancelada sigue 60 días como CANCELLED; una borrada deja de salir. Los días no " +
        "laborables ocupan el día entero. Con If-None-Match responde 304 si nada cambió. Como máximo " +
        "60 veces por minuto, entre todos los que lo siguen.",
      // Not under `request`: to the router the parameter is called `token.ics`.
      parameters: [{
        name: "token",
        in: "path",
        required: true,
        schema: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$", maxLength: 43 },
      }],
      responses: {
        200: { description: "El calendario", content: { "text/calendar": { schema: z.string() } } },
        ...problems(404, 429),
      },
    }),
    async (c, next) => {
      const file = c.req.param("token.ics") ?? "";
      // To the router any last part fits here; without the extension it is the id of the next route.
      return (file.endsWith(".ics")
        ? await answerCalendar(c, file, published)
        : await next()) as never;
    },
  );

  return publicados;
}
