import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE } from "../../../support.ts";
import {
  AULA,
  CLOSED_ROOM,
  FICHA,
  LARGE,
  OTHER_FICHA,
  SMALL,
  store,
} from "../../programacion/world.ts";
import { affected, DAY, FORCED, PATH, prepareTwo, roomOf } from "./two_fichas.ts";

Deno.test("a free room is taken by the sessions that had none, and by those alone that are to come", async () => {
  await using api = await prepareTwo();
  const past = await store(api.db, {
    ...{
      fecha_programada: "2026-07-06",
      hora_inicio: "07:00:00",
      cod_ficha: OTHER_FICHA,
    },
    ...{ id_instructor: COLLEAGUE, id_ambiente: null },
  });
  const own = await store(api.db, {
    ...{
      fecha_programada: "2026-07-09",
      cod_ficha: OTHER_FICHA,
      id_ambiente: SMALL,
    },
  });
  const moved = await api.request("PATCH", PATH, {
    body: { id_ambiente: LARGE },
  });
  assert.deepEqual(moved.body, {
    ...{
      message: "Grupo actualizado correctamente",
      sesiones_movidas: 1,
      avisos: [],
    },
    afectadas: { total: 0, primeras: [] },
  });
  // Where nothing moves the answer is that of the older server.
  const same = await api.request("PUT", PATH, {
    body: { id_ambiente: LARGE, hora_inicio: null },
  });
  assert.deepEqual(same.body, { message: "Grupo actualizado correctamente" });
  const rooms = [
    await roomOf(api, 2),
    await roomOf(api, past),
    await roomOf(api, own),
  ];
  assert.deepEqual(rooms, [LARGE, null, SMALL]);
});

Deno.test("a session that has a room stays in it, unless mover_sesiones takes it along", async () => {
  await using api = await prepareTwo();
  await store(api.db, {
    ...{ fecha_programada: DAY, hora_inicio: "07:30:00", hora_fin: "08:00:00" },
    ...{ cod_ficha: OTHER_FICHA, id_ambiente: LARGE, id_instructor: COLLEAGUE },
  });
  const path = `/grupos/${FICHA}`;
  assert.equal(
    (await api.request("PATCH", path, { body: { id_ambiente: SMALL } })).status,
    200,
  );
  assert.equal(await roomOf(api, 1), AULA);
  const back = await api.request("PATCH", path, {
    body: { id_ambiente: AULA },
  });
  assert.equal(back.status, 200);
  const into = { id_ambiente: LARGE, mover_sesiones: true };
  const refused = await api.request("PATCH", path, { body: into });
  assert.deepEqual([refused.status, refused.body.conflictos[0].tipo], [
    409,
    "ambiente",
  ]);
  const moved = await api.request("PATCH", path, {
    body: { ...into, id_ambiente: SMALL },
  });
  assert.deepEqual([moved.status, moved.body.sesiones_movidas], [200, 1]);
  // 28 learners in a room for 20, said once.
  assert.deepEqual(
    moved.body.avisos.map(({ tipo }: { tipo: string }) => tipo),
    ["capacidad"],
  );
  assert.equal(await roomOf(api, 1), SMALL);
});

Deno.test("a ficha that becomes virtual frees its rooms, and takes one again when it is not", async () => {
  await using api = await prepareTwo();
  await api.db.execute(
    sql`UPDATE grupo SET id_ambiente = ${AULA} WHERE cod_ficha = ${FICHA}`,
  );
  const path = `/grupos/${FICHA}`;
  const virtual = await api.request("PATCH", path, {
    body: { modalidad: "VIRTUAL" },
  });
  assert.deepEqual([virtual.status, virtual.body.sesiones_movidas], [200, 1]);
  assert.equal(await roomOf(api, 1), null);
  // Its room is free now, and the other ficha takes it.
  const taken = await api.request("PATCH", PATH, {
    body: { id_ambiente: AULA },
  });
  assert.deepEqual([taken.status, taken.body.sesiones_movidas], [200, 1]);
  const back = { body: { modalidad: "PRESENCIAL" } };
  const refused = await api.request("PATCH", path, back);
  assert.deepEqual([
    refused.status,
    refused.body.conflictos[0].con.id_programacion,
  ], [409, 2]);
  const simulated = await api.request("PATCH", `${path}?simular=true`, back);
  assert.deepEqual([simulated.body.valida, simulated.body.afectadas.total], [
    false,
    2,
  ]);
  const forced = await api.request("PATCH", path, {
    body: { ...back.body, ...FORCED },
  });
  assert.deepEqual([forced.status, forced.body.afectadas.total], [200, 2]);
  assert.deepEqual(await affected(api), [[1, "ambiente"], [2, "ambiente"]]);
});

Deno.test("a room that is out of service takes no sessions, forced or not", async () => {
  await using api = await prepareTwo();
  for (const more of [{}, FORCED]) {
    const body = { id_ambiente: CLOSED_ROOM, ...more };
    const { status, body: refused } = await api.request("PATCH", PATH, {
      body,
    });
    assert.deepEqual([status, refused.conflictos[0].tipo], [
      409,
      "ambiente_no_valido",
    ]);
  }
});

Deno.test("a session that is only moved keeps its room, or that it has none", async () => {
  await using api = await prepareTwo();
  await api.db.execute(sql`UPDATE grupo SET id_ambiente = ${LARGE}`);
  for (const [id, room] of [[1, AULA], [2, null]] as const) {
    const path = `/programacion/sesiones/${id}`;
    const moved = await api.request("PATCH", path, {
      body: { hora_fin: "10:00" },
    });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.equal(await roomOf(api, id), room);
  }
  const path = "/programacion/sesiones/2";
  // Null asks for the room of the ficha; a cancelled session comes back into it too.
  assert.equal(
    (await api.request("PATCH", path, { body: { id_ambiente: null } })).status,
    200,
  );
  assert.equal(await roomOf(api, 2), LARGE);
  await api.db.execute(
    sql`UPDATE programacion SET id_ambiente = NULL WHERE id_programacion = 2`,
  );
  await api.request("POST", `${path}/cancelar`, {
    body: { motivo: "Incapacidad" },
  });
  assert.equal(
    (await api.request("POST", `${path}/reactivar`, { body: {} })).status,
    200,
  );
  assert.equal(await roomOf(api, 2), LARGE);
});

Deno.test("one room is one truth: window, availability, gaps and the session say the same", async () => {
  await using api = await prepareTwo();
  await api.db.execute(sql`UPDATE grupo SET id_ambiente = ${LARGE}`);
  const at = `fechas=${DAY}&hora_inicio=07:00&hora_fin=09:00`;
  const free = await api.request("GET", `/disponibilidad?de=ambientes&${at}`);
  const names = free.body.libres.map(({ nombre }: { nombre: string }) => nombre);
  assert(
    names.includes("AUDITORIO") && !names.includes("AULA 101"),
    names.join(),
  );
  for (const [room, ids] of [[AULA, [1]], [LARGE, []]] as const) {
    const { body } = await api.request(
      "GET",
      `/programacion?desde=${DAY}&hasta=${DAY}&id_ambiente=${room}`,
      { as: ADMIN },
    );
    const found = body.map((one: { id_programacion: number }) => one.id_programacion);
    assert.deepEqual(found, ids);
  }
});
