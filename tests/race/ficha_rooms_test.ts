import assert from "node:assert/strict";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { addFamily, CENTRO, OTHER_CENTRO, prepareApp, SUPERADMIN } from "../support.ts";
import { dayOf, FIRST_FICHA, FIRST_INSTRUCTOR, FIRST_ROOM, seedRace } from "./world.ts";

// 24 people of three roles and two centres: in each centre some change the room of fichas, and
// others book the same room or the same fichas.
const PER_CENTRE = 12, CHANGING = 4, ROUNDS = 6;
const FIRST_PERSON = 5_000;

type Centre = { cod_centro: number; first: number; room: number };

/** The first fichas, instructores and rooms are of CENTRO, the others of OTHER_CENTRO. */
const CENTRES: Centre[] = [
  { cod_centro: CENTRO, first: 0, room: FIRST_ROOM },
  { cod_centro: OTHER_CENTRO, first: PER_CENTRE, room: FIRST_ROOM + PER_CENTRE },
];

/** Of each centre: an admin for each change and each booking of such a ficha, instructores, a superadmin. */
async function seedPeople(db: Db): Promise<void> {
  await seedRace(db);
  const there = PER_CENTRE - 1;
  for (
    const [table, key, first] of [
      [sql`usuario`, sql`id_usuario`, FIRST_INSTRUCTOR],
      [sql`ambiente_formacion`, sql`id_ambiente`, FIRST_ROOM],
      [sql`grupo`, sql`cod_ficha`, FIRST_FICHA],
    ] as const
  ) {
    await db.execute(sql`
      UPDATE ${table} SET cod_centro = ${OTHER_CENTRO} WHERE ${key} > ${first + there}`);
  }
  for (const [i, { cod_centro }] of CENTRES.entries()) {
    for (let n = 0; n < 2 * CHANGING; n++) {
      const id = FIRST_PERSON + i * PER_CENTRE + n;
      const id_rol = n === 0 ? SUPERADMIN : 2;
      await db.execute(sql`
        INSERT INTO usuario (id_usuario, nombre_completo, identificacion, id_rol, correo, pass_hash,
          tipo_contrato, telefono, estado, cod_centro)
        VALUES (${id}, ${`Persona ${id}`}, ${String(60_000_000 + id)}, ${id_rol},
          ${`persona${id}@correo.co`}, '-', 'PLANTA', '3001112233', 1, ${cod_centro})`);
      await addFamily(db, id);
    }
  }
  for (let n = 0; n < 2 * PER_CENTRE; n++) {
    await addFamily(db, FIRST_INSTRUCTOR + n);
    await db.execute(sql`
      INSERT INTO grupo_instructor (cod_ficha, id_instructor)
      VALUES (${FIRST_FICHA + n}, ${FIRST_INSTRUCTOR + n})`);
  }
}

const bodyOf = (n: number, fecha: string, more: object = {}) => ({
  ...{ id_instructor: FIRST_INSTRUCTOR + n, cod_ficha: FIRST_FICHA + n },
  ...{ cod_competencia: 36180, cod_resultado: 593147, fecha_programada: fecha },
  ...{ hora_inicio: "08:00", hora_fin: "10:00" },
  ...more,
});

Deno.test("a room goes to one, whether a ficha moves into it or a session is booked in it", async () => {
  await using api = await prepareApp({ fill: seedPeople });
  const { db } = api;
  for (let round = 0; round < ROUNDS; round++) {
    const fecha = dayOf(130 + 2 * round), later = dayOf(131 + 2 * round);
    for (const { first } of CENTRES) {
      for (let n = first; n < first + CHANGING; n++) {
        await db.execute(
          sql`UPDATE grupo SET id_ambiente = NULL WHERE cod_ficha = ${FIRST_FICHA + n}`,
        );
        const body = bodyOf(n, fecha);
        const { status } = await api.request("POST", "/programacion", { as: SUPERADMIN, body });
        assert.equal(status, 201);
      }
    }
    const asked = CENTRES.flatMap(({ first, room }, i) => {
      const person = (n: number) => FIRST_PERSON + i * PER_CENTRE + n;
      return Array.from({ length: PER_CENTRE }, (_, n) => {
        const changed = first + n % CHANGING;
        if (n < CHANGING) {
          const path = `/grupos/${FIRST_FICHA + changed}`;
          return ["PATCH", path, person(n), { id_ambiente: room + round }] as const;
        }
        if (n < 2 * CHANGING) {
          return ["POST", "/programacion", person(n), bodyOf(changed, later)] as const;
        }
        const own = bodyOf(first + n, fecha, { id_ambiente: room + round, hora_inicio: "09:00" });
        return ["POST", "/programacion", FIRST_INSTRUCTOR + first + n, own] as const;
      });
    });
    assert.equal(asked.length, 24);
    const answers = await Promise.all(
      asked.map(([method, path, as, body]) => api.request(method, path, { as, body })),
    );
    for (const { status, body } of answers) {
      assert([200, 201, 409].includes(status), JSON.stringify(body));
      if (status === 409) assert.equal(body.type, "/problemas/cruce-de-horario");
    }
    for (const { room } of CENTRES) {
      const rows = await db.rows(sql`
        SELECT id_programacion FROM programacion
        WHERE id_ambiente = ${room + round} AND fecha_programada = ${fecha}`);
      assert.equal(rows.length, 1, `round ${round}: ${rows.length} in room ${room + round}`);
    }
    const left = await db.rows(sql`
      SELECT s.id_programacion FROM programacion s JOIN grupo g ON g.cod_ficha = s.cod_ficha
      WHERE g.id_ambiente IS NOT NULL AND s.id_ambiente IS NULL`);
    assert.deepEqual(
      left,
      [],
      "a session was booked beside a change of its ficha, and has no room",
    );
    await db.execute(sql`DELETE FROM programacion`);
  }
});
