import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { createHash } from "node:crypto";
import { localDate } from "@/http/clock.ts";
import { isKnown, versionOf } from "@/http/etag.ts";
import { type Env, refuse } from "@/http/router.ts";
import { ApiError, handleError } from "@/http/text/problem.ts";
import { readCalendar } from "@/resources/calendarios/queries.ts";
import { addDays } from "@/time/dates.ts";
import { datesOfWeek, periodKey } from "@/time/periods.ts";
import { type Page, refusalPage, weekPage } from "./page.ts";
import { readTimetable, type Timetable } from "./queries.ts";
import type { FiltroHorario, HorarioParams } from "./schemas.ts";

const TIPOS = { fichas: "ficha", instructores: "instructor", ambientes: "ambiente" } as const;
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Kept by the reader alone, who asks each time whether it changed. */
const PRIVATE = "private, no-cache";

/**
 * The week that was asked for, as a page or a workbook; 304 for whoever has that version.
 * @throws ApiError 404 in the same words for whom nobody sees and for a secret that does not fit,
 * 422 for a week that does not exist
 */
export async function answerTimetable(
  c: Context<Env>,
  { de, id }: HorarioParams,
  { semana = periodKey("semana", localDate(c.get("clock"))), formato, token }: FiltroHorario,
): Promise<Response> {
  const fechas = datesOfWeek(semana);
  if (!fechas) {
    refuse([{ path: ["semana"], message: `No hay semana ${semana.slice(6)} en ese año` }]);
  }
  const key = { tipo: TIPOS[de], id };
  const viewer = token === undefined ? c.get("user") : await viewerOf(c, key, token);
  const week = viewer && await readTimetable(c.get("db"), viewer, key, fechas ?? []);
  if (!week) throw new ApiError("no-encontrado", "Ese horario no existe o ya no se puede ver");
  if (formato === "html") {
    const page = weekPage(week, semana, linksOf(c, week));
    // Of the page and not of the week: who keeps one of an older look gets the new one.
    const headers = { ...versionOf({ page: String(await page.html) }), "Cache-Control": PRIVATE };
    return isKnown(c, headers) ? c.body(null, 304, headers) : answerPage(c, page, headers);
  }
  const headers = { ...versionOf({ formato, week }), "Cache-Control": PRIVATE };
  if (isKnown(c, headers)) return c.body(null, 304, headers);
  // The library is large, and few ask for a workbook.
  const { toWorkbook } = await import("./workbook.ts");
  return c.body(toWorkbook(semana, week), 200, {
    ...headers,
    "Content-Type": XLSX,
    "Content-Disposition": `attachment; filename="horario-${key.tipo}-${id}-${semana}.xlsx"`,
  });
}

/** A refusal in the form in which it is read: a page in a browser, a problem everywhere else. */
export function answerRefusal(error: Error, c: Context<Env>): Response | Promise<Response> {
  c.header("Vary", "Accept", { append: true });
  const problem = handleError(error, c);
  const supports = ["application/problem+json", "text/html"];
  const wanted = accepts(c, { header: "Accept", supports, default: supports[0] ?? "" });
  if (wanted !== "text/html") return problem;
  return problem.json().then(({ title, detail }) =>
    answerPage(c, refusalPage(title, detail), {}, problem.status)
  );
}

/** Through whose eyes the secret shows this week; undefined for the secret of another calendar. */
async function viewerOf(c: Context<Env>, key: Pick<Timetable, "tipo" | "id">, token: string) {
  const calendar = await readCalendar(c.get("db"), token);
  return calendar?.tipo === key.tipo && calendar.id === key.id ? calendar.owner : undefined;
}

/** The same page at another week or in another form, with whatever else the address has. */
function linksOf(c: Context<Env>, { fechas: [monday = ""] }: Timetable) {
  const link = (changes: Record<string, string>) => {
    const query = new URLSearchParams({ ...c.req.query(), ...changes });
    return `?${query}`;
  };
  const weekOf = (days: number) => periodKey("semana", addDays(monday, days));
  return {
    anterior: { semana: weekOf(-7), href: link({ semana: weekOf(-7) }) },
    siguiente: { semana: weekOf(7), href: link({ semana: weekOf(7) }) },
    xlsx: link({ semana: weekOf(0), formato: "xlsx" }),
  };
}

// By its hash, and no other style and no script at all.
function answerPage(
  c: Context<Env>,
  { html, style }: Page,
  headers: Record<string, string>,
  status = 200,
) {
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return c.html(html, status as 200, { ...headers, "Content-Security-Policy": policy });
}
