import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@/db/db.ts";
import { list, sql } from "@/db/sql.ts";
import { ask, signIn } from "../processes.ts";
import {
  type Booking,
  bookingOf,
  FIRST_FICHA,
  FIRST_INSTRUCTOR,
  FIRST_ROOM,
} from "../race/world.ts";
import { CENTRO, OTHER_CENTRO, PASSWORD, SUPERADMIN } from "../support.ts";

/** Somebody who is signed in, with a token of his own. */
export type Person = { id: number; rol: number; centro: number; token: string };

/** The half of the instructores, fichas and ambientes of the race that is of the other centre. */
const OTHER = 25;
const INSTRUCTORES = 8, ADMINS = 3;

/** What the people of a centre fight over; one instructor stands for each session. */
export const SLOTS: Record<number, number> = { [CENTRO]: 0, [OTHER_CENTRO]: OTHER };

/**
 * Splits the world of the race between two centres and signs in 24 people of three roles: of each
 * centre 8 instructores of one ficha, 3 admins and a superadmin.
 */
export async function signInPeople(
  db: Db,
  urls: readonly string[],
): Promise<Person[]> {
  const people: Omit<Person, "token">[] = [];
  for (const [centro, first] of [[CENTRO, 0], [OTHER_CENTRO, OTHER]] as const) {
    const start = FIRST_INSTRUCTOR + first;
    const add = (rol: number, from: number, count: number) => {
      for (let n = 0; n < count; n++) {
        people.push({ id: start + from + n, rol, centro });
      }
    };
    add(3, 0, INSTRUCTORES);
    add(2, INSTRUCTORES, ADMINS);
    add(1, INSTRUCTORES + ADMINS, 1);
  }
  await db.transaction(async (tx) => {
    const [known] = await tx.rows(sql`
      SELECT pass_hash FROM usuario WHERE id_usuario = ${SUPERADMIN}`);
    for (const { id, rol, centro } of people) {
      await tx.execute(sql`
        UPDATE usuario SET pass_hash = ${String(known?.pass_hash)}, id_rol = ${rol},
          cod_centro = ${centro} WHERE id_usuario = ${id}`);
    }
    const others = Array.from({ length: OTHER }, (_, n) => OTHER + n);
    await tx.execute(sql`
      UPDATE usuario SET cod_centro = ${OTHER_CENTRO}
      WHERE id_usuario IN (${list(others.map((n) => FIRST_INSTRUCTOR + n))})`);
    await tx.execute(sql`
      UPDATE grupo SET cod_centro = ${OTHER_CENTRO}
      WHERE cod_ficha IN (${list(others.map((n) => FIRST_FICHA + n))})`);
    await tx.execute(sql`
      UPDATE ambiente_formacion SET cod_centro = ${OTHER_CENTRO}
      WHERE id_ambiente IN (${list(others.map((n) => FIRST_ROOM + n))})`);
    for (const { id, rol, centro } of people) {
      if (rol !== 3) continue;
      await tx.execute(sql`
        INSERT INTO grupo_instructor (cod_ficha, id_instructor)
        VALUES (${FIRST_FICHA + (SLOTS[centro] ?? 0)}, ${id})`);
    }
  });
  const signed: Person[] = [];
  for (const [n, person] of people.entries()) {
    const email = `instructor${person.id - FIRST_INSTRUCTOR}@correo.co`;
    const { status, text } = await signIn(urls[n % urls.length] ?? "", email, PASSWORD);
    assert.equal(status, 200, text);
    signed.push({ ...person, token: JSON.parse(text).access_token });
  }
  return signed;
}

/** The session that this person wants of the slot of his centre: an instructor stands for himself. */
export function wishOf({ id, rol, centro }: Person, fecha: string): Booking {
  const slot = SLOTS[centro] ?? 0;
  const instructor = rol === 3 ? id - FIRST_INSTRUCTOR : slot;
  return bookingOf({ instructor, ficha: slot, room: slot, fecha });
}

export async function send(
  url: string,
  { token }: Person,
  method: string,
  path: string,
  body?: object,
) {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
  };
  const key = { "idempotency-key": crypto.randomUUID() };
  for (let attempt = 0;; attempt++) {
    const answer = await ask(`${url}${path}`, {
      method,
      headers: { ...headers, ...method === "POST" && key },
      ...body && { body: JSON.stringify(body) },
    });
    if (answer.status !== 503 || attempt === 20) return answer;
    assert.match(answer.headers.get("Retry-After") ?? "", /^\d+$/);
    await delay(100);
  }
}

/**
 * All of them want the one slot of their centre, each through another process than his neighbour.
 * Exactly one of each centre gets it; what he was answered is found at once through every process, in
 * the centre and not in the other.
 */
export async function raceOfPeople(
  people: readonly Person[],
  urls: readonly string[],
  fecha: string,
): Promise<void> {
  const url = (n: number) => urls[n % urls.length] ?? "";
  const answers = await Promise.all(people.map(async (person, n) => {
    const wish = wishOf(person, fecha);
    const answer = await send(url(n), person, "POST", "/programacion", wish);
    const found = answer.status === 201 ? await lookUp(JSON.parse(answer.text), person) : [];
    return { ...answer, person, found };
  }));

  async function lookUp(sesion: { id_programacion: number }, winner: Person) {
    const own = people.find(({ rol, centro }) => rol === 2 && centro === winner.centro);
    const foreign = people.find(({ rol, centro }) => rol === 2 && centro !== winner.centro);
    assert(own && foreign);
    const path = `/programacion/sesiones/${sesion.id_programacion}`;
    const found = await Promise.all(urls.flatMap((at) => [
      send(at, own, "GET", path),
      send(at, winner, "GET", path),
      send(at, foreign, "GET", path),
    ]));
    return found.map(({ status }) => status);
  }

  for (const { status, text } of answers) {
    assert([201, 409].includes(status), `${status} ${text}`);
  }
  for (const centro of [CENTRO, OTHER_CENTRO]) {
    const won = answers.filter(({ status, person }) => status === 201 && person.centro === centro);
    assert.equal(won.length, 1, `${won.length} of ${centro} won ${fecha}`);
    assert.deepEqual(won[0]?.found, urls.flatMap(() => [200, 200, 404]));
  }
}
