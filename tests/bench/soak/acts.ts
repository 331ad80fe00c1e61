import * as z from "zod";
import { CENTROS, type Member } from "../crowd.ts";
import { pe04Of } from "../data/imports_data.ts";
import { bookingOf, type Opening } from "../data/programacion_data.ts";

/** Sends as one of the people. @returns the body, or undefined unless the answer is 2xx */
export type Send = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** One thing that somebody does; `n` is another number each time, in the whole soak. */
export type Act = (send: Send, person: Member, n: number) => Promise<void>;

const DAYS = "desde=2026-11-01&hasta=2026-11-30";

const Created = z.object({ id_programacion: z.int() });
const Importacion = z.object({ id_importacion: z.int() });
const Calendario = z.object({ ruta: z.string() });

const read = (path: (person: Member, n: number) => string): Act => async (send, person, n) => {
  await send("GET", path(person, n));
};

/** What everybody does. */
export function readingsOf(openings: readonly Opening[]): Act[] {
  const one = (n: number) => openings[n % openings.length];
  return [
    read(() => "/users/me"),
    read(() => "/notificaciones/propias"),
    read((_, n) => `/grupos?limit=20&skip=${n % 10 * 20}`),
    read((_, n) => `/programacion?${DAYS}&id_instructor=${one(n)?.id_instructor}`),
    read(() => "/ambientes?limit=20"),
    read((_, n) => `/programacion?${DAYS}&cod_ficha=${one(n)?.cod_ficha}`),
    read(({ cod_centro }) => `/grupos/tablero?cod_centro=${cod_centro}`),
    read(() => "/users/instructores"),
  ];
}

/** What only those do who run a centre: book, move, cancel. */
export function writingsOf(openings: readonly Opening[]): Act[] {
  const half = openings.length / 4;
  const ofCentro = (cod_centro: number) => {
    const i = CENTROS.findIndex((centro) => centro === cod_centro);
    return openings.slice(i * half, (i + 1) * half);
  };
  return [
    async (send, { cod_centro }, n) => {
      const wish = bookingOf(ofCentro(cod_centro), n);
      const found = Created.safeParse(await send("POST", "/programacion", wish));
      if (!found.success || n % 2) return;
      const path = `/programacion/sesiones/${found.data.id_programacion}`;
      await send("PUT", path, { hora_fin: "15:30:00" });
      await send("POST", `${path}/cancelar`, { motivo: "Prueba de larga duración" });
    },
    read(({ cod_centro }) => `/instructores/carga?cod_centro=${cod_centro}&${DAYS}`),
    read(() => "/users?limit=100"),
    read(() => "/auditoria"),
  ];
}

/** A report of 300 fichas: looked at, confirmed and taken back. */
export function importing(): Act {
  const files = [pe04Of(300), pe04Of(300, { later: true })];
  return async (send, _, n) => {
    const form = new FormData();
    const file = files[n % files.length];
    if (file) form.set("file", new File([file], "PE-04.xlsx"));
    const found = Importacion.safeParse(await send("POST", "/importaciones", form));
    if (!found.success) return;
    await send("POST", `/importaciones/${found.data.id_importacion}/confirmar`);
    await send("POST", `/importaciones/${found.data.id_importacion}/revertir`);
  };
}

/** A calendar to subscribe to, made at the first time and read at every other. */
export function subscribing(): Act {
  const paths = new Map<number, string>();
  return async (send, { id_usuario }) => {
    const known = paths.get(id_usuario);
    if (known) return void await send("GET", known);
    const body = { tipo: "instructor", id: id_usuario };
    const { ruta } = Calendario.parse(await send("POST", "/calendarios", body));
    paths.set(id_usuario, ruta);
  };
}
