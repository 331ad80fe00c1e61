import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE, INSTRUCTOR } from "../../../support.ts";
import {
  AULA,
  FICHA,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  WRITE,
} from "../../programacion/world.ts";

export type Api = Awaited<ReturnType<typeof prepareWorld>>;

export const DAY = "2026-07-08",
  FORCED = { forzar: { motivo: "Comparten el aula esta semana" } };
export const PATH = `/grupos/${OTHER_FICHA}`;

/** FICHA in AULA and, at the same time, OTHER_FICHA that has no room: ids 1 and 2. */
export async function prepareTwo() {
  const api = await prepareWorld();
  const base = {
    cod_competencia: PROGRAMMING,
    cod_resultado: WRITE,
    fecha_programada: DAY,
  };
  const at = { ...base, hora_inicio: "07:00", hora_fin: "09:00" };
  const mine = { ...at, id_instructor: INSTRUCTOR, cod_ficha: FICHA };
  const theirs = { ...at, id_instructor: COLLEAGUE, cod_ficha: OTHER_FICHA };
  const rooms = [];
  for (const body of [mine, theirs]) {
    const answer = await api.request("POST", "/programacion", { body });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    rooms.push(answer.body.id_ambiente);
  }
  assert.deepEqual(rooms, [AULA, null]);
  return api;
}

export const roomOf = async (api: Api, id: number) =>
  (await api.request("GET", `/programacion/sesiones/${id}`)).body.id_ambiente;

export async function affected(api: Api) {
  const { body } = await api.request("GET", "/programacion/afectadas");
  type Item = { id_programacion: number; motivos: { tipo: string }[] };
  return body.items.map(({ id_programacion, motivos }: Item) => [
    id_programacion,
    ...motivos.map(({ tipo }) => tipo),
  ]);
}

/** Everything that a refusal or a simulation must leave as it was. */
export async function stateOf({ db }: Api) {
  return [
    await db.rows(sql`SELECT cod_ficha, id_ambiente, modalidad FROM grupo`),
    await db.rows(
      sql`SELECT id_programacion, id_ambiente, version FROM programacion`,
    ),
    await db.rows(sql`SELECT id_notificacion FROM notificacion`),
    await db.rows(sql`SELECT id_auditoria FROM auditoria`),
  ];
}
