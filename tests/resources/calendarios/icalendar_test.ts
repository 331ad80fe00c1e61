import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { sql } from "@/db/sql.ts";
import { readFeed } from "@/resources/calendarios/feed_queries.ts";
import { toICalendar } from "@/resources/calendarios/icalendar.ts";
import { readCalendar } from "@/resources/calendarios/queries.ts";
import ICAL from "ical.js";
import { AULA, FICHA, prepareWorld, store } from "../programacion/world.ts";
import { addressOf, eventsOf, subscribe } from "./subscribed.ts";

/** One session in the world of `programacion`, and the address of its ficha. */
async function prepareFicha(session: Partial<Parameters<typeof store>[1]> = {}) {
  const api = await prepareWorld();
  await store(api.db, { id_programacion: 1, fecha_programada: "2026-07-14", ...session });
  const ruta = await addressOf(api, { tipo: "ficha", id: FICHA });
  return Object.assign(api, { ruta });
}

Deno.test("GET /calendarios/{token}.ics tells a session as ical.js reads it, at the time of Bogotá", async () => {
  await using api = await prepareFicha();
  const { status, body } = await subscribe(api, api.ruta);
  assert.equal(status, 200);
  const calendar = new ICAL.Component(ICAL.parse(body));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent("vtimezone") ?? undefined);
  assert.equal(zone.tzid, "America/Bogota");
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
  const event = (await eventsOf(api, api.ruta)).get("programacion-1");
  assert(event);
  assert.equal(event.uid, "programacion-1@gestionformacion.tech");
  assert.equal(event.startDate.toString(), "2026-07-14T08:00:00");
  assert.equal(event.component.getFirstProperty("dtstart")?.getParameter("tzid"), "America/Bogota");
  const utc = (time: ICAL.Time) => time.convertToZone(ICAL.Timezone.utcTimezone).toString();
  event.startDate.zone = zone;
  assert.equal(utc(event.startDate), "2026-07-14T13:00:00Z");
  assert.equal(event.endDate.toString(), "2026-07-14T10:00:00");
  assert.equal(event.summary, "PROGRAMAR · ficha 2847248");
  assert.equal(event.location, "AULA 101");
  assert.equal(
    event.description,
    "Competencia: PROGRAMAR\nResultado: 01 ESCRIBIR\nFicha: 2847248 · DESARROLLO DE SOFTWARE\n" +
      "Instructor: Inés Mejía\nAmbiente: AULA 101",
  );
  assert.match(
    String(event.component.getFirstPropertyValue("dtstamp")),
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  );
});

Deno.test("the lines of a calendar end and fold as RFC 5545 wants, and its properties come first", async () => {
  await using api = await prepareFicha();
  const odd = 'Redes; "capa 3", C:\\datos — niñez ñandú 🙂'.repeat(6);
  await api.db.execute(sql`UPDATE competencia SET nombre = ${odd}`);
  await api.db.execute(sql`UPDATE programa_formacion SET nombre = 'ANÁLISIS, DISEÑO; Y MÁS'`);
  const { body } = await subscribe(api, api.ruta);
  assert(body.endsWith("END:VCALENDAR\r\n"));
  assert.equal(body.replaceAll("\r\n", "").match(/[\r\n]/), null);
  const long = body.split("\r\n").filter((line: string) =>
    new TextEncoder().encode(line).length > 75
  );
  assert.deepEqual(long, []);
  const [properties = ""] = body.split("BEGIN:VTIMEZONE");
  assert.match(properties, /\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n/);
  assert.match(properties, /\r\nNAME:Ficha 2847248 · ANÁLISIS\\, DISEÑO\\; Y MÁS\r\n/);
  assert.deepEqual(body.match(/BEGIN:VTIMEZONE/g)?.length, 1);
  const event = (await eventsOf(api, api.ruta)).get("programacion-1");
  assert.equal(event?.description.split("\n")[0], `Competencia: ${odd}`);
  assert.equal([...(event?.summary.split(" · ")[0] ?? "")].length, 80);
});

Deno.test("no text of a row begins a line of its own", async () => {
  await using api = await prepareFicha();
  const odd = "Uno\rBEGIN:VALARM\r\nDTSTART:x\nUID:y\u0007z";
  await api.db.execute(sql`UPDATE programa_formacion SET nombre = ${odd}`);
  await api.db.execute(sql`UPDATE usuario SET nombre_completo = ${odd}`);
  await api.db.execute(
    sql`UPDATE ambiente_formacion SET nombre_ambiente = ${odd} WHERE id_ambiente = ${AULA}`,
  );
  const { body } = await subscribe(api, api.ruta);
  const forged = body.split(/\r\n|\r|\n/).filter((line: string) =>
    /^(BEGIN:VALARM|DTSTART:x|UID:y)/.test(line)
  );
  assert.deepEqual(forged, []);
  assert.doesNotMatch(body.replaceAll("\r\n", ""), /\p{Cc}/u);
  const event = (await eventsOf(api, api.ruta)).get("programacion-1");
  assert.equal(event?.location, "Uno\nBEGIN:VALARM\nDTSTART:x\nUID:y z");
});

Deno.test("SEQUENCE rises with every change of a session, and its UID stays", async () => {
  await using api = await prepareFicha();
  const sesion = "/programacion/sesiones/1";
  const read = async () => {
    const event = (await eventsOf(api, api.ruta)).get("programacion-1");
    return [event?.sequence, event?.component.getFirstPropertyValue("status")];
  };
  assert.deepEqual(await read(), [0, "CONFIRMED"]);
  const body = { hora_fin: "11:00" };
  assert.equal((await api.request("PATCH", sesion, { body })).status, 200);
  assert.deepEqual(await read(), [1, "CONFIRMED"]);
  const motivo = { motivo: "El instructor está incapacitado" };
  assert.equal((await api.request("POST", `${sesion}/cancelar`, { body: motivo })).status, 200);
  assert.deepEqual(await read(), [2, "CANCELLED"]);
  const cancelled = (await eventsOf(api, api.ruta)).get("programacion-1");
  assert.equal(cancelled?.summary, "CANCELADA: PROGRAMAR · ficha 2847248");
  assert.match(cancelled?.description ?? "", /\nMotivo de la cancelación: El instructor está/);
  assert.equal(cancelled?.component.getFirstPropertyValue("transp"), "TRANSPARENT");
  assert.equal((await api.request("POST", `${sesion}/reactivar`, { body: {} })).status, 200);
  assert.deepEqual(await read(), [3, "CONFIRMED"]);
});

Deno.test("a session without an ambiente has no place", async () => {
  await using api = await prepareFicha({ id_ambiente: null });
  await api.db.execute(sql`UPDATE grupo SET id_ambiente = NULL`);
  const event = (await eventsOf(api, api.ruta)).get("programacion-1");
  assert.equal(event?.component.hasProperty("location"), false);
  assert.match(event?.description ?? "", /\nAmbiente: sin ambiente$/);
});

Deno.test("holidays and the closed days of the centre fill their day, and block no time", async () => {
  await using api = await prepareFicha({ id_ambiente: AULA });
  for (const [id, cod_centro] of [[1, 9121], [2, 9307]]) {
    await api.db.execute(sql`
      INSERT INTO cierre_centro (id_cierre, cod_centro, fecha, motivo)
      VALUES (${id ?? 0}, ${cod_centro ?? 0}, ${`2026-08-1${id}`}, 'Inventario')`);
  }
  const events = await eventsOf(api, api.ruta);
  const days = [...events].filter(([name]) => name.startsWith("dia-"));
  const august = days.filter(([name]) => name.includes("2026-08"))
    .map(([name, event]) => [name, event.summary, event.duration.toString()]);
  assert.deepEqual(august, [
    ["dia-2026-08-07-9121", "No laborable: Batalla de Boyacá", "P1D"],
    ["dia-2026-08-11-9121", "No laborable: Inventario", "P1D"],
    ["dia-2026-08-17-9121", "No laborable: Asunción de la Virgen", "P1D"],
  ]);
  for (const [name, { startDate, component }] of days) {
    assert.equal(startDate.isDate, true, name);
    assert.equal(component.getFirstPropertyValue("transp"), "TRANSPARENT", name);
  }
});

Deno.test("a long calendar is written in stretches, between which others get their turn", async () => {
  await using api = await prepareFicha();
  const today = await readFeed(api.db, await calendarOf(api.ruta), "2026-07-06");
  const [sesion] = today.sesiones;
  assert(sesion);
  const sesiones = Array.from({ length: 1_000 }, () => sesion);
  let turns = 0, isWritten = false;
  const written = toICalendar({ ...today, sesiones }).finally(() => isWritten = true);
  while (!isWritten) {
    await setImmediate();
    turns++;
  }
  assert.equal((await written).match(/BEGIN:VEVENT/g)?.length, 1_000 + today.dias.length);
  assert(turns >= 10, `${turns} turns`);

  async function calendarOf(ruta: string) {
    const found = await readCalendar(api.db, ruta.slice("/calendarios/".length, -".ics".length));
    assert(found);
    return found;
  }
});
