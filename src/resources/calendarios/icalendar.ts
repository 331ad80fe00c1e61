import ical, {
  escape,
  foldLines,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import { mapInSlices } from "@/db/turns.ts";
import type { SesionFechada } from "@/resources/programacion/ventana/queries.ts";
import type { Feed } from "./feed_queries.ts";

const ZONE = "America/Bogota";
/** Seconds after which a subscriber should ask again. */
const REFRESH = 3_600;
const DOMAIN = "gestionformacion.tech";
const MAX_SUMMARY = 80;
/** Holidays have no date of writing, and the same calendar must be the same text every time. */
const STAMP_OF_DAYS = "2026-01-01T00:00:00";

/** Colombia has had no other time since 1993, and the tz database tells no more of it. */
const VTIMEZONE = [
  "BEGIN:VTIMEZONE",
  `TZID:${ZONE}`,
  "BEGIN:STANDARD",
  "DTSTART:19930207T000000",
  "TZOFFSETFROM:-0500",
  "TZOFFSETTO:-0500",
  "TZNAME:-05",
  "END:STANDARD",
  "END:VTIMEZONE",
  "",
].join("\r\n");

const END = "END:VCALENDAR";

/** The feed as RFC 5545 text: the same for the same feed, in every process and time zone. */
export async function toICalendar(feed: Feed): Promise<string> {
  const calendar = ical({
    // The library escapes every text but this one.
    name: escape(feed.nombre, false),
    prodId: { company: "Gestion Formacion", product: "Programacion", language: "ES" },
    // Without a zone, which would take the Z from DTSTAMP: each event names its own.
    ttl: REFRESH,
  });
  // Part by part, because the library would write the zone before its last properties, which
  // RFC 5545 wants first, and a long calendar all at once.
  const parts = [linesOf(calendar.toString().slice(0, -END.length)), VTIMEZONE];
  const events = await mapInSlices(
    [...eventsOf(feed)],
    (event) => linesOf(calendar.createEvent(event()).toString()),
  );
  return [...parts, ...events, `${END}\r\n`].join("");
}

// Rows from elsewhere may hold anything, and the library lets through what RFC 5545 forbids.
function linesOf(text: string): string {
  // deno-lint-ignore no-control-regex
  return foldLines(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, " "));
}

function* eventsOf({ cod_centro, sesiones, dias }: Feed): Generator<() => ICalEventData> {
  for (const sesion of sesiones) yield () => eventOf(sesion);
  for (const [fecha, nombre] of dias) yield () => dayOf(cod_centro, fecha, nombre);
}

function eventOf(sesion: SesionFechada): ICalEventData {
  const { fecha_programada, hora_inicio, hora_fin, nombre_competencia, cod_ficha } = sesion;
  const { creada_en, modificada_en, nombre_ambiente } = sesion;
  const written = creada_en ?? `${fecha_programada}T00:00:00`;
  const isCancelled = sesion.estado === "cancelada";
  const what = shortened(`${isCancelled ? "CANCELADA: " : ""}${nombre_competencia}`);
  return {
    id: `programacion-${sesion.id_programacion}@${DOMAIN}`,
    // Both count the changes; SEQUENCE begins at 0.
    sequence: sesion.version - 1,
    timezone: ZONE,
    start: localTime(`${fecha_programada}T${hora_inicio}`),
    end: localTime(`${fecha_programada}T${hora_fin}`),
    stamp: localTime(modificada_en ?? written),
    created: localTime(written),
    lastModified: localTime(modificada_en ?? written),
    summary: `${what} · ficha ${cod_ficha}`,
    description: descriptionOf(sesion),
    ...nombre_ambiente !== null && { location: nombre_ambiente },
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
  };
}

function descriptionOf(sesion: SesionFechada): string {
  const { nombre_competencia, nombre_resultado, nombre_instructor, nombre_ambiente } = sesion;
  return [
    `Competencia: ${nombre_competencia}`,
    `Resultado: ${nombre_resultado}`,
    `Ficha: ${sesion.cod_ficha} · ${sesion.nombre_programa}`,
    `Instructor: ${nombre_instructor}`,
    `Ambiente: ${nombre_ambiente ?? "sin ambiente"}`,
    ...(sesion.motivo === null ? [] : [`Motivo de la cancelación: ${sesion.motivo}`]),
  ].join("\n");
}

function dayOf(cod_centro: number, fecha: string, nombre: string): ICalEventData {
  const start = Temporal.PlainDate.from(fecha);
  return {
    id: `dia-${fecha}-${cod_centro}@${DOMAIN}`,
    allDay: true,
    start,
    end: start.add({ days: 1 }),
    stamp: localTime(STAMP_OF_DAYS),
    summary: `No laborable: ${nombre}`,
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

/** @param text local, `YYYY-MM-DD HH:MM:SS` or with a `T` */
function localTime(text: string): Temporal.ZonedDateTime {
  return Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(ZONE);
}

// By characters, so that none is cut in two.
function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= MAX_SUMMARY ? text : `${letters.slice(0, MAX_SUMMARY - 1).join("")}…`;
}
