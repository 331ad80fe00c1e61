import assert from "node:assert/strict";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  SUPERADMIN,
} from "../support.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  LARGE,
  OTHER_FICHA,
  prepareWorld,
  SMALL,
  store,
} from "./programacion/world.ts";

const HOURS = "hora_inicio=08:00&hora_fin=10:00";

function instructores(extra: string) {
  return `/disponibilidad?de=instructores&${HOURS}&${extra}`;
}

function ambientes(extra: string) {
  return `/disponibilidad?de=ambientes&${HOURS}&${extra}`;
}

type Candidate = { id: number };
const ids = (candidates: Candidate[]) => candidates.map(({ id }) => id);

Deno.test("GET /disponibilidad puts the assigned instructor first, with his hours left", async () => {
  await using api = await prepareWorld();
  for (const fecha_programada of ["2026-07-15", "2026-07-16", "2026-07-17", "2026-07-18"]) {
    await store(api.db, { fecha_programada, hora_inicio: "06:00:00", hora_fin: "15:00:00" });
  }
  const path = instructores(`fechas=2026-07-14&cod_ficha=${FICHA}`);
  const { status, body } = await api.request("GET", path);
  assert.equal(status, 200);
  const nothing = { cupo: null, cabe: null };
  assert.deepEqual(body, {
    avisos: [],
    libres: [
      {
        ...{ id: INSTRUCTOR, nombre: "Inés Mejía", asignado: true },
        ...{ horas_restantes: 4, alcanzan_horas: true, ...nothing },
      },
      {
        ...{ id: COLLEAGUE, nombre: "Carlos Ríos", asignado: false },
        ...{ horas_restantes: 40, alcanzan_horas: true, ...nothing },
      },
    ],
    ocupados: [],
  });
});

Deno.test("GET /disponibilidad counts the hours of all the dates of one week", async () => {
  await using api = await prepareWorld();
  for (const fecha_programada of ["2026-07-14", "2026-07-15", "2026-07-16"]) {
    const session = { fecha_programada, hora_inicio: "10:00:00", hora_fin: "22:00:00" };
    await store(api.db, session);
  }
  await store(api.db, {
    fecha_programada: "2026-07-17",
    hora_inicio: "10:00:00",
    hora_fin: "11:00:00",
  });
  const path = instructores("fechas=2026-07-14,2026-07-15");
  const { body } = await api.request("GET", path);
  assert.deepEqual(
    body.libres.map((one: Record<string, unknown>) => [
      one.id,
      one.horas_restantes,
      one.alcanzan_horas,
    ]),
    [[COLLEAGUE, 40, true], [INSTRUCTOR, 3, false]],
  );
});

Deno.test("GET /disponibilidad names the session of whoever is busy on one of the dates", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, {
    ...{ fecha_programada: "2026-07-16", cod_ficha: OTHER_FICHA },
    ...{ hora_inicio: "09:00:00", hora_fin: "11:00:00" },
  });
  await store(api.db, {
    fecha_programada: "2026-07-16",
    hora_inicio: "10:00:00",
    hora_fin: "12:00:00",
  });
  const path = instructores(`fechas=2026-07-14,2026-07-16&cod_ficha=${FICHA}`);
  const { body } = await api.request("GET", path);
  assert.deepEqual(ids(body.libres), [COLLEAGUE]);
  assert.deepEqual(ids(body.ocupados), [INSTRUCTOR]);
  const [clash] = body.ocupados[0].motivos;
  assert.deepEqual([clash.tipo, clash.con.id_programacion], ["instructor", id]);
  assert.equal(
    clash.mensaje,
    `Inés Mejía ya tiene sesión con la ficha ${OTHER_FICHA} en AULA 101 el jueves 16 de julio de ` +
      `2026 de 09:00 a 11:00 (programación ${id}). Elija otra hora u otro instructor.`,
  );
  assert.deepEqual(body.avisos, []);
});

Deno.test("GET /disponibilidad of ambientes: the ficha's own, then the smallest that fits", async () => {
  await using api = await prepareWorld();
  const path = ambientes(`fechas=2026-07-14&cod_ficha=${FICHA}`);
  const free = await api.request("GET", path);
  const cupos = (candidates: Record<string, unknown>[]) =>
    candidates.map(({ id, cupo, cabe }) => [id, cupo, cabe]);
  assert.deepEqual(cupos(free.body.libres), [[AULA, 30, true], [LARGE, 40, true], [
    SMALL,
    20,
    false,
  ]]);

  const id = await store(api.db, { fecha_programada: "2026-07-14", cod_ficha: OTHER_FICHA });
  const taken = await api.request("GET", path);
  assert.deepEqual(ids(taken.body.libres), [LARGE, SMALL]);
  assert.deepEqual(ids(taken.body.ocupados), [AULA]);
  assert.equal(taken.body.ocupados[0].motivos[0].con.id_programacion, id);
});

Deno.test("GET /disponibilidad says what stands against the day and the ficha for everybody", async () => {
  await using api = await prepareWorld();
  await store(api.db, { fecha_programada: "2026-07-14", id_ambiente: LARGE });
  const path = ambientes(`fechas=2026-07-13,2026-07-14,2027-02-02&cod_ficha=${FICHA}`);
  assert.equal((await api.request("GET", path)).body.errors[0].campo, "fechas");
  const near = ambientes(`fechas=2026-07-13,2026-07-14&cod_ficha=${FICHA}`);
  const { body } = await api.request("GET", near);
  assert.deepEqual(body.avisos.map(({ tipo }: { tipo: string }) => tipo), [
    "no_laborable",
    "ficha",
  ]);
  assert.match(body.avisos[0].mensaje, /lunes 13 de julio de 2026 no es laborable \(Virgen de Chi/);
});

Deno.test("GET /disponibilidad shows an instructor himself alone, and the ambientes", async () => {
  await using api = await prepareWorld();
  const own = instructores(`fechas=2026-07-14&cod_ficha=${FICHA}`);
  const { body } = await api.request("GET", own, { as: INSTRUCTOR });
  assert.deepEqual(ids(body.libres), [INSTRUCTOR]);
  const rooms = await api.request("GET", ambientes("fechas=2026-07-14"), { as: INSTRUCTOR });
  assert.deepEqual(ids(rooms.body.libres).sort(), [AULA, SMALL, LARGE]);
});

Deno.test("GET /disponibilidad stays inside the centre; bad questions name their field", async () => {
  await using api = await prepareWorld();
  const cases: [as: number, path: string, status: number, campo?: string][] = [
    [ADMIN, instructores(`fechas=2026-07-14&cod_ficha=${FOREIGN_FICHA}`), 404],
    [FOREIGN_ADMIN, instructores(`fechas=2026-07-14&cod_ficha=${FICHA}`), 404],
    [COLLEAGUE, ambientes(`fechas=2026-07-14&cod_ficha=${FICHA}`), 404],
    [ADMIN, ambientes(`fechas=2026-07-14&cod_centro=${OTHER_CENTRO}`), 404],
    [SUPERADMIN, ambientes(`fechas=2026-07-14&cod_centro=${OTHER_CENTRO}`), 200],
    [ADMIN, ambientes("fechas=2026-02-30"), 422, "fechas.0"],
    [ADMIN, ambientes("fechas="), 422, "fechas.0"],
    [ADMIN, ambientes("fechas=2026-07-14").replace("10:00", "08:00"), 422, "hora_fin"],
    [ADMIN, ambientes("fechas=2026-07-14").replace("ambientes", "sillas"), 422, "de"],
  ];
  for (const [as, path, status, campo] of cases) {
    const answer = await api.request("GET", path, { as });
    assert.deepEqual([answer.status, answer.body.errors?.[0].campo], [status, campo], path);
  }
});
