import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { clashesAmong } from "@/resources/programacion/rules/clashes.ts";
import type { SesionProgramada } from "@/resources/programacion/ventana/schemas.ts";
import { sumOf, toHours } from "@/time/times.ts";
import { inWords, shortTime, titleOf, weekInWords } from "./labels.ts";
import { type Day, layoutWeek } from "./layout.ts";
import type { Timetable } from "./queries.ts";
import { BASE, styleOfWeek } from "./styles.ts";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** `style` is all of the page's style, for the hash in its Content-Security-Policy. */
export type Page = { html: Html; style: string };

type Week = { semana: string; href: string };
type Links = { anterior: Week; siguiente: Week; xlsx: string };

const SUNDAY = 6;

/** The timetable of a week, for a screen of any width and for paper; it needs no script. */
export function weekPage(week: Timetable, semana: string, links: Links): Page {
  const { fechas, sesiones, no_laborables } = week;
  const held = sesiones.filter(({ estado }) => estado === "programada");
  const crossing = new Set(clashesAmong(held).flatMap(({ a, b }) => [a, b]));
  const isShown = (fecha: string, i: number) =>
    i !== SUNDAY || sesiones.some(({ fecha_programada }) => fecha_programada === fecha);
  const layout = layoutWeek(fechas.filter(isShown), sesiones);
  const style = BASE + styleOfWeek(layout);
  const title = titleOf(week);
  const when = `Semana ${Number(semana.slice(6))}: ${weekInWords(fechas)}`;
  return {
    style,
    html: page(
      `${title} · ${when}`,
      style,
      html`
        <a class="skip" href="#week">Ir al horario</a>
        <header>
          <h1>${title}</h1>
          <p>${when} · ${summaryOf(held)}</p>
          <nav aria-label="Otras semanas">
            <a rel="prev" href="${links.anterior.href}">← Semana ${Number(
              links.anterior.semana.slice(6),
            )}</a>
            <a rel="next" href="${links.siguiente.href}">Semana ${Number(
              links.siguiente.semana.slice(6),
            )} →</a>
            <a href="${links.xlsx}" download>Excel</a>
          </nav>
        </header>
        <main id="week" tabindex="0" aria-label="Horario">
          <div class="week">
        <ol class="hours" aria-hidden="true">${layout.filas.map(({ hora_inicio }, i) =>
          hora_inicio.endsWith(":00:00")
            ? html`<li class="h${i}">${shortTime(hora_inicio)}</li>`
            : ""
        )}</ol>
        ${layout.dias.map((day, i) =>
          dayHtml(day, i, no_laborables[day.fecha], week.tipo, crossing)
        )}
          </div>
        </main>
      `,
    ),
  };
}

/** What a browser shows instead of a timetable. */
export function refusalPage(title: string, detail: string): Page {
  return {
    style: BASE,
    html: page(
      title,
      BASE,
      html`
        <main>
          <h1>${title}</h1>
          <p>${detail}</p>
        </main>
      `,
    ),
  };
}

function page(title: string, style: string, body: Html): Html {
  return html`
    <!doctype html>
    <html lang="es-CO">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    <link rel="icon" href="data:,">
    <style>${raw(style)}</style>
    ${body}
    </html>
  `;
}

function summaryOf(held: SesionProgramada[]): string {
  if (held.length === 0) return "sin sesiones";
  const hours = toHours(sumOf(held)).toLocaleString("es-CO");
  return `${held.length} ${held.length === 1 ? "sesión" : "sesiones"}, ${hours} h`;
}

function dayHtml(
  { fecha, bloques }: Day<SesionProgramada>,
  day: number,
  closed: string | undefined,
  tipo: Timetable["tipo"],
  crossing: ReadonlySet<SesionProgramada>,
): Html {
  const isEmpty = bloques.length === 0;
  // In words too: not everybody sees the colour of a closed day.
  const note = closed ? `No laborable: ${closed}` : isEmpty ? "Sin sesiones" : undefined;
  return html`
    <section class="day d${day}${closed ? " closed" : ""}" aria-labelledby="d${day}">
    <h2 id="d${day}"><time datetime="${fecha}">${inWords(fecha, "weekday", "day")}</time></h2>
    ${note ? html`<p class="note">${note}</p>` : ""}
    ${isEmpty
      ? ""
      : html`<ol>${
        bloques.map(({ sesion }, i) => sessionHtml(sesion, `b${day}-${i}`, tipo, crossing))
      }</ol>`}
    </section>
  `;
}

const HUES = 6;

function sessionHtml(
  sesion: SesionProgramada,
  position: string,
  tipo: Timetable["tipo"],
  crossing: ReadonlySet<SesionProgramada>,
): Html {
  const { fecha_programada: fecha, hora_inicio, hora_fin, motivo } = sesion;
  const isCancelled = sesion.estado === "cancelada";
  const hue = isCancelled ? "cancelled" : `hue${sesion.cod_competencia % HUES}`;
  const name = sesion.nombre_competencia;
  const at = (hora: string) => html`<time datetime="${fecha}T${hora}">${shortTime(hora)}</time>`;
  return html`
    <li class="${position} ${hue}">
    <p class="when">${at(hora_inicio)}–${at(hora_fin)}</p>
    <h3>${isCancelled ? html`<s>${name}</s>` : name}</h3>
    ${linesOf(sesion, tipo).map((line) => html`<p>${line}</p>`)}
    ${isCancelled ? html`<p class="alert">Cancelada${motivo ? `: ${motivo}` : ""}</p>` : ""}
    ${crossing.has(sesion) ? html`<p class="alert">Se cruza con otra sesión</p>` : ""}
    <details><summary>Resultado</summary>${sesion.nombre_resultado}</details>
    </li>
  `;
}

/** Everything but what the whole page is about. */
function linesOf(sesion: SesionProgramada, tipo: Timetable["tipo"]): string[] {
  return [
    ...(tipo === "ficha" ? [] : [`Ficha ${sesion.cod_ficha} · ${sesion.nombre_programa}`]),
    ...(tipo === "instructor" ? [] : [sesion.nombre_instructor]),
    ...(tipo === "ambiente" ? [] : [sesion.nombre_ambiente ?? "Sin ambiente"]),
  ];
}
