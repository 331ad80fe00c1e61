import assert from "node:assert/strict";
import { localDateTime } from "@/http/clock.ts";
import { create } from "@/resources/notificaciones/queries.ts";
import { COLLEAGUE, INSTRUCTOR, prepareApp } from "../support.ts";
import { ClientError, openClient } from "./browser.ts";

type Item = {
  id_notificacion: number;
  leida: boolean;
  mensaje: string;
  titulo: string;
  tipo: string;
  fecha_creacion: string;
};

Deno.test("Notificaciones: the bell reads the list, marks one and reads it again", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, INSTRUCTOR);
  const actor = { user: undefined, requestId: "x", now: localDateTime(() => api.now) };
  const mensaje = "Has sido asignado a la ficha 2847248";
  const avisos = [INSTRUCTOR, INSTRUCTOR, COLLEAGUE]
    .map((id_usuario, i) => ({ id_usuario, mensaje: `${mensaje} (${i + 1})` }))
    .map((one) => ({ ...one, tipo: "programacion", titulo: "Nueva sesión" }) as const);
  await api.db.transaction((tx) => create(tx, actor, avisos));

  const items: Item[] = await client.call("GET", "/notificaciones/");
  assert(Array.isArray(items));
  assert.deepEqual(items.map((item) => item.mensaje), [`${mensaje} (2)`, `${mensaje} (1)`]);
  for (const item of items) {
    assert(item.id_notificacion > 0);
    assert.equal(item.leida, false);
    assert.deepEqual([item.titulo, item.tipo], ["Nueva sesión", "programacion"]);
    // The screen builds a Date of it: without a zone it is the local time of the reader.
    assert.match(item.fecha_creacion, /^2026-07-06T08:00:00$/);
    assert(!Number.isNaN(new Date(item.fecha_creacion).getTime()));
  }

  await client.call("PUT", `/notificaciones/${items[0]?.id_notificacion}/leer`);
  const again: Item[] = await client.call("GET", "/notificaciones/");
  assert.deepEqual(again.map((item) => item.leida), [true, false]);
});

Deno.test("Notificaciones: nobody marks another's, and the screen is told why", async () => {
  await using api = await prepareApp();
  const client = await openClient(api, INSTRUCTOR);
  assert.deepEqual(await client.call("GET", "/notificaciones/"), []);
  const error = await client.call("PUT", "/notificaciones/1/leer").catch((error) => error);
  assert(error instanceof ClientError);
  assert.deepEqual([error.status, error.message], [
    404,
    "Notificación no encontrada o no tienes permiso para modificarla",
  ]);
});
