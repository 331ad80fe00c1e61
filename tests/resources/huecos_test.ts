import assert from "node:assert/strict";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, FOREIGN_INSTRUCTOR, INSTRUCTOR } from "../support.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  store,
} from "./programacion/world.ts";

type Gap = { fecha_programada: string; hora_inicio: string; hora_fin: string };
const readable = (gaps: Gap[]) =>
  gaps.map(({ fecha_programada: day, hora_inicio, hora_fin }) =>
    `${day} ${hora_inicio.slice(0, 5)}-${hora_fin.slice(0, 5)}`
  );

Deno.test("GET /huecos: where ficha, instructor and the ficha's ambiente are all free", async () => {
  await using api = await prepareWorld();
  const day = { fecha_programada: "2026-07-14" };
  // The ficha with another instructor, the instructor with another ficha, the room with both others.
  await store(api.db, { ...day, id_instructor: COLLEAGUE, id_ambiente: LARGE });
  await store(api.db, {
    ...{ ...day, cod_ficha: OTHER_FICHA, id_ambiente: LARGE },
    ...{ hora_inicio: "10:30:00", hora_fin: "12:00:00" },
  });
  const others = { id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA };
  await store(api.db, { ...day, ...others, hora_inicio: "14:00:00", hora_fin: "16:00:00" });
  await store(api.db, {
    ...{ ...day, hora_inicio: "16:00:00", hora_fin: "17:00:00" },
    estado: "cancelada",
  });
  const path = `/huecos?cod_ficha=${FICHA}&id_instructor=${INSTRUCTOR}&desde=2026-07-12` +
    "&hasta=2026-07-14&hora_inicio=07:00&hora_fin=18:00&minutos=30";
  const { status, body } = await api.request("GET", path);
  assert.equal(status, 200);
  // Sunday 12 and the holiday of the 13th have none.
  assert.deepEqual(readable(body), [
    "2026-07-14 07:00-08:00",
    "2026-07-14 10:00-10:30",
    "2026-07-14 12:00-14:00",
    "2026-07-14 16:00-18:00",
  ]);
  const longer = await api.request("GET", path.replace("minutos=30", "minutos=90"));
  assert.deepEqual(readable(longer.body), ["2026-07-14 12:00-14:00", "2026-07-14 16:00-18:00"]);
});

Deno.test("GET /huecos keeps to the ficha's dates and to the days its centre opens", async () => {
  await using api = await prepareWorld();
  const body = { fecha: "2027-01-30", motivo: "Inventario" };
  await api.request("POST", "/festivos/cierres", { body });
  const path = `/huecos?cod_ficha=${FICHA}&desde=2027-01-29&hasta=2027-03-01`;
  assert.deepEqual(readable((await api.request("GET", path)).body), [
    "2027-01-29 06:00-22:00",
    "2027-02-01 06:00-22:00",
  ]);
});

Deno.test("GET /huecos: who may ask for what, and questions that make no sense", async () => {
  await using api = await prepareWorld();
  const window = "desde=2026-07-14&hasta=2026-07-15";
  const cases: [as: number, query: string, status: number, campo?: string][] = [
    [INSTRUCTOR, `cod_ficha=${FICHA}&id_instructor=${INSTRUCTOR}&${window}`, 200],
    [INSTRUCTOR, `id_instructor=${COLLEAGUE}&${window}`, 404],
    [INSTRUCTOR, `cod_ficha=${OTHER_FICHA}&${window}`, 404],
    [ADMIN, `id_instructor=${FOREIGN_INSTRUCTOR}&${window}`, 404],
    [ADMIN, `id_instructor=${ADMIN}&${window}`, 404],
    [ADMIN, `id_ambiente=${FOREIGN_ROOM}&${window}`, 404],
    [ADMIN, `cod_ficha=${FOREIGN_FICHA}&${window}`, 404],
    [FOREIGN_ADMIN, `id_ambiente=${AULA}&${window}`, 404],
    [ADMIN, `id_ambiente=${AULA}&${window}`, 200],
    [ADMIN, window, 422, "cod_ficha"],
    [ADMIN, `id_ambiente=${AULA}&desde=2026-07-15&hasta=2026-07-14`, 422, "hasta"],
    [ADMIN, `id_ambiente=${AULA}&desde=2026-07-01&hasta=2026-09-01`, 422, "hasta"],
    [ADMIN, `id_ambiente=${AULA}&${window}&hora_inicio=22:00`, 422, "hora_fin"],
    [ADMIN, `id_ambiente=${AULA}&${window}&minutos=29`, 422, "minutos"],
  ];
  for (const [as, query, status, campo] of cases) {
    const answer = await api.request("GET", `/huecos?${query}`, { as });
    assert.deepEqual([answer.status, answer.body.errors?.[0].campo], [status, campo], query);
  }
});
