import ICAL from "ical.js";
import { ADMIN } from "../../support.ts";
import type { prepareWorld } from "../programacion/world.ts";

export type Api = Awaited<ReturnType<typeof prepareWorld>>;

/** Makes a calendar and gives its secret address. */
export async function addressOf(api: Api, body: object, as = ADMIN): Promise<string> {
  const answer = await api.request("POST", "/calendarios", { as, body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.ruta;
}

/** Asks like a program that shows calendars: without a session. */
export function subscribe(api: Api, ruta: string, headers: Record<string, string> = {}) {
  return api.request("GET", ruta, { as: null, headers });
}

/** The events of a calendar as another library reads them, by their UID without its domain. */
export async function eventsOf(api: Api, ruta: string): Promise<Map<string, ICAL.Event>> {
  const { body } = await subscribe(api, ruta);
  const events = new ICAL.Component(ICAL.parse(body)).getAllSubcomponents("vevent");
  return new Map(events.map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid.split("@")[0] ?? "", event];
  }));
}

/** The ids of the sessions that a calendar shows. */
export async function sessionsOf(api: Api, ruta: string): Promise<number[]> {
  const names = [...(await eventsOf(api, ruta)).keys()];
  return names.filter((name) => name.startsWith("programacion-"))
    .map((name) => Number(name.replace("programacion-", ""))).sort((a, b) => a - b);
}
