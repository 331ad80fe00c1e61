import assert from "node:assert/strict";
import { type Sql, sql } from "@/db/sql.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../../support.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  OTHER_FICHA,
  prepareWorld,
  store,
} from "../programacion/world.ts";
import { addressOf, sessionsOf, subscribe } from "./subscribed.ts";

/**
 * Session 1 of INSTRUCTOR with his ficha; of COLLEAGUE, 2 with that ficha and 3 with another; 4 of
 * another centre. Wherever there is an ambiente it is AULA.
 */
async function prepareSessions() {
  const api = await prepareWorld();
  const fecha_programada = "2026-07-14", of = { id_instructor: COLLEAGUE };
  await store(api.db, { fecha_programada });
  await store(api.db, { fecha_programada, ...of });
  await store(api.db, { fecha_programada, ...of, cod_ficha: OTHER_FICHA });
  const foreign = { id_instructor: FOREIGN_INSTRUCTOR, cod_ficha: FOREIGN_FICHA };
  await store(api.db, { fecha_programada, ...foreign });
  return api;
}

Deno.test("a calendar shows what its owner sees in GET /programacion, and nothing more", async () => {
  await using api = await prepareSessions();
  const cases = [
    [INSTRUCTOR, { tipo: "instructor", id: INSTRUCTOR }, [1]],
    [INSTRUCTOR, { tipo: "ficha", id: FICHA }, [1, 2]],
    // He sees the ambiente, and of others only what they teach to his ficha.
    [INSTRUCTOR, { tipo: "ambiente", id: AULA }, [1, 2]],
    [ADMIN, { tipo: "instructor", id: COLLEAGUE }, [2, 3]],
    [ADMIN, { tipo: "ambiente", id: AULA }, [1, 2, 3]],
    [SUPERADMIN, { tipo: "ambiente", id: AULA }, [1, 2, 3, 4]],
  ] as const;
  const filters = { instructor: "id_instructor", ficha: "cod_ficha", ambiente: "id_ambiente" };
  for (const [as, { tipo, id }, expected] of cases) {
    const ruta = await addressOf(api, { tipo, id }, as);
    assert.deepEqual(await sessionsOf(api, ruta), expected, `${as} ${tipo}`);
    const query = `desde=2026-07-14&hasta=2026-07-14&${filters[tipo]}=${id}`;
    const { body } = await api.request("GET", `/programacion?${query}`, { as });
    const seen = body.map((sesion: { id_programacion: number }) => sesion.id_programacion);
    assert.deepEqual(seen, expected, `${as} ${tipo}`);
  }
});

Deno.test("an instructor who loses a ficha no longer shows what others teach to it", async () => {
  await using api = await prepareSessions();
  const ofRoom = await addressOf(api, { tipo: "ambiente", id: AULA }, INSTRUCTOR);
  const ofFicha = await addressOf(api, { tipo: "ficha", id: FICHA }, INSTRUCTOR);
  await api.db.execute(sql`DELETE FROM grupo_instructor WHERE id_instructor = ${INSTRUCTOR}`);
  assert.deepEqual(await sessionsOf(api, ofRoom), [1]);
  assert.equal((await subscribe(api, ofFicha)).status, 404);
});

const GONE: Record<string, [as: number, body: object, happens: Sql, back: Sql]> = {
  "its owner is deactivated": [
    ...[ADMIN, { tipo: "ficha", id: FICHA }] as const,
    sql`UPDATE usuario SET estado = ${false} WHERE id_usuario = ${ADMIN}`,
    sql`UPDATE usuario SET estado = ${true} WHERE id_usuario = ${ADMIN}`,
  ],
  "its owner goes to another centre": [
    ...[ADMIN, { tipo: "ambiente", id: AULA }] as const,
    sql`UPDATE usuario SET cod_centro = ${OTHER_CENTRO} WHERE id_usuario = ${ADMIN}`,
    sql`UPDATE usuario SET cod_centro = 9121 WHERE id_usuario = ${ADMIN}`,
  ],
  "its owner is an admin no more": [
    ...[ADMIN, { tipo: "instructor", id: COLLEAGUE }] as const,
    sql`UPDATE usuario SET id_rol = 3 WHERE id_usuario = ${ADMIN}`,
    sql`UPDATE usuario SET id_rol = 2 WHERE id_usuario = ${ADMIN}`,
  ],
  "its instructor is deactivated": [
    ...[ADMIN, { tipo: "instructor", id: COLLEAGUE }] as const,
    sql`UPDATE usuario SET estado = ${false} WHERE id_usuario = ${COLLEAGUE}`,
    sql`UPDATE usuario SET estado = ${true} WHERE id_usuario = ${COLLEAGUE}`,
  ],
  "its instructor teaches no more": [
    ...[ADMIN, { tipo: "instructor", id: COLLEAGUE }] as const,
    sql`UPDATE usuario SET id_rol = 2 WHERE id_usuario = ${COLLEAGUE}`,
    sql`UPDATE usuario SET id_rol = 3 WHERE id_usuario = ${COLLEAGUE}`,
  ],
  "its ambiente is deactivated": [
    ...[INSTRUCTOR, { tipo: "ambiente", id: AULA }] as const,
    sql`UPDATE ambiente_formacion SET estado = ${false} WHERE id_ambiente = ${AULA}`,
    sql`UPDATE ambiente_formacion SET estado = ${true} WHERE id_ambiente = ${AULA}`,
  ],
};

for (const [reason, [as, body, happens, back]] of Object.entries(GONE)) {
  Deno.test(`a calendar is 404 once ${reason}, and serves again when that is undone`, async () => {
    await using api = await prepareSessions();
    const ruta = await addressOf(api, body, as);
    const { status, headers } = await subscribe(api, ruta);
    assert.equal(status, 200);
    await api.db.execute(happens);
    // Not even a 304, which would say that nothing has changed.
    const known = { "If-None-Match": headers.get("ETag") ?? "" };
    assert.equal((await subscribe(api, ruta, known)).status, 404);
    await api.db.execute(back);
    assert.equal((await subscribe(api, ruta)).status, 200);
  });
}
