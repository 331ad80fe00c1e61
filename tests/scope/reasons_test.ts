import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  AULA,
  FICHA,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  store,
  WRITE,
} from "../resources/programacion/world.ts";
import { ADMIN, COLLEAGUE, INSTRUCTOR } from "../support.ts";

const DAY = "2026-07-14";
/** Whose session it is, with which ficha and of which number. */
const TOLD = /Carlos Ríos|2847249|"id_programacion":\d|programación \d/;

/** Each question to which "busy" is an answer: 200 with reasons in it, or 409. */
const QUESTIONS: [what: string, method: string, path: string, body: object | undefined][] = [
  [
    "the rooms",
    "GET",
    `/disponibilidad?de=ambientes&fechas=${DAY}&hora_inicio=08:00&hora_fin=10:00`,
    undefined,
  ],
  ...["/programacion", "/programacion?simular=true"].map((path) => {
    const body = {
      ...{ id_instructor: INSTRUCTOR, cod_ficha: FICHA, fecha_programada: DAY, id_ambiente: AULA },
      ...{ hora_inicio: "09:00", hora_fin: "11:00", cod_competencia: PROGRAMMING },
      cod_resultado: WRITE,
    };
    return [path, "POST", path, body] as [string, string, string, object];
  }),
  ["a series", "POST", "/programacion/series?simular=true", {
    ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, desde: DAY, hasta: "2026-07-28" },
    temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
    patrones: [{ dias: [2], hora_inicio: "08:00", hora_fin: "10:00" }],
  }],
];

for (const [what, method, path, body] of QUESTIONS) {
  Deno.test(`${what}: an instructor learns that it is busy, and nothing of whose session it is`, async () => {
    await using api = await prepareWorld();
    await store(api.db, {
      ...{ fecha_programada: DAY, id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA },
    });
    const ask = async (as: number) =>
      JSON.stringify((await api.request(method, path, { as, body })).body);
    const told = await ask(INSTRUCTOR);
    assert.match(told, /El ambiente ya está ocupado a esa hora/);
    assert.doesNotMatch(told, TOLD);
    assert.match(await ask(ADMIN), /ocupado por la ficha 2847249 con Carlos Ríos/);
    // Of a ficha of his he may know it all.
    await api.db.execute(sql`
      INSERT INTO grupo_instructor (cod_ficha, id_instructor)
      VALUES (${OTHER_FICHA}, ${INSTRUCTOR})`);
    assert.match(await ask(INSTRUCTOR), /ocupado por la ficha 2847249 con Carlos Ríos/);
  });
}
