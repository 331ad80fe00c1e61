import type { Context } from "hono";
import * as z from "zod";
import { localDate } from "@/http/clock.ts";
import { json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter, type Env } from "@/http/router.ts";
import { ApiError } from "@/http/text/problem.ts";
import { listDays } from "@/resources/festivos/calendar.ts";
import { FIRST_YEAR, LAST_YEAR, sundays } from "@/time/holidays.ts";

/** The paths of the older server under /festivos: dates only, of the law and of the own centre. */
export const festivosCompat = createRouter();

const tags = ["Festivos"];
const deprecated = true;
const roles = [1, 2, 3] as const;

const Festivo = z.object({ festivo: z.string() })
  .meta({ id: "Festivo", example: { festivo: "2026-07-13" } });

const FestivosYDomingos = z.object({
  festivos: z.array(z.string()),
  domingos: z.array(z.string()),
  total_dias: z.int(),
}).meta({ id: "FestivosYDomingos" });

const Domingos = z.object({
  year: z.int(),
  domingos: z.array(z.string()),
  total_domingos: z.int(),
}).meta({ id: "Domingos" });

// Any number passes: the older server answered 400, in its own words, to the years it does not know.
const year = z.string().regex(/^-?\d{1,9}$/, "Debe ser un número entero").transform(Number)
  .meta({ type: "integer", minimum: FIRST_YEAR, maximum: LAST_YEAR, example: 2026 });

festivosCompat.openapi(
  route({
    tags,
    deprecated,
    roles,
    method: "get",
    path: "/",
    operationId: "listFestivosCompat",
    summary: "Los festivos de este año y del siguiente",
    description: "Ruta anterior de GET /festivos/calendario.",
    responses: { 200: json(z.array(Festivo), "Los festivos, por fecha") },
  }),
  async (c) => {
    const current = currentYear(c);
    return c.json((await holidays(c, current, current + 1)).map((festivo) => ({ festivo })), 200);
  },
);

festivosCompat.openapi(
  route({
    tags,
    deprecated,
    roles,
    method: "get",
    path: "/year/{year}",
    operationId: "listFestivosByYearCompat",
    summary: "Los festivos de un año",
    description: "Ruta anterior de GET /festivos/calendario?anio=.",
    request: { params: z.object({ year }) },
    responses: { 200: json(z.array(Festivo), "Los festivos, por fecha"), ...problems(400) },
  }),
  async (c) => {
    const anio = known(c.req.valid("param").year);
    return c.json((await holidays(c, anio)).map((festivo) => ({ festivo })), 200);
  },
);

festivosCompat.openapi(
  route({
    tags,
    deprecated,
    roles,
    method: "get",
    path: "/festivos-y-domingos",
    operationId: "listFestivosYDomingosCompat",
    summary: "Los festivos y los domingos de un año",
    description: "Del año en curso si no se dice otro. Un domingo festivo cuenta dos veces.",
    request: { query: z.object({ year: year.optional() }) },
    responses: { 200: json(FestivosYDomingos, "Los días"), ...problems(400) },
  }),
  async (c) => {
    const anio = known(c.req.valid("query").year ?? currentYear(c));
    const [festivos, domingos] = [await holidays(c, anio), sundays(anio)];
    return c.json({ festivos, domingos, total_dias: festivos.length + domingos.length }, 200);
  },
);

festivosCompat.openapi(
  route({
    tags,
    deprecated,
    roles,
    method: "get",
    path: "/domingos/{year}",
    operationId: "listDomingosCompat",
    summary: "Los domingos de un año",
    description: "Para los clientes anteriores.",
    request: { params: z.object({ year }) },
    responses: { 200: json(Domingos, "Los domingos"), ...problems(400) },
  }),
  (c) => {
    const anio = known(c.req.valid("param").year), domingos = sundays(anio);
    return c.json({ year: anio, domingos, total_domingos: domingos.length }, 200);
  },
);

async function holidays(c: Context<Env>, first: number, last = first): Promise<string[]> {
  const ventana = { desde: `${first}-01-01`, hasta: `${last}-12-31` };
  return (await listDays(c.get("db"), c.get("user"), ventana)).map(({ fecha }) => fecha);
}

function known(year: number): number {
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new ApiError("peticion-invalida", `Año debe estar entre ${FIRST_YEAR} y ${LAST_YEAR}`);
}

function currentYear(c: Context<Env>): number {
  return Number(localDate(c.get("clock")).slice(0, 4));
}
