import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, INSTRUCTOR } from "../support.ts";
import {
  FICHA,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  WRITE,
} from "../resources/programacion/world.ts";
import { ClientError, openClient } from "./browser.ts";

type Client = Awaited<ReturnType<typeof openClient>>;
type Row = Record<string, unknown>;

/** As the form sends it: hours as it counts them itself, times without seconds. */
const FORM = {
  id_instructor: INSTRUCTOR,
  cod_ficha: FICHA,
  fecha_programada: "2026-07-14",
  horas_programadas: 1.5,
  hora_inicio: "07:00",
  hora_fin: "08:30",
  cod_competencia: PROGRAMMING,
  cod_resultado: WRITE,
};

async function refusal(asked: Promise<unknown>): Promise<ClientError> {
  const error = await asked.catch((error) => error);
  assert(error instanceof ClientError);
  return error;
}

/** What the screen asks before it offers its form: whom, which ficha, which competencia, which RA. */
async function openForm(client: Client, id: number) {
  const assigned = await client.call("GET", `/grupo-instructor/instructor/${id}`);
  const fichas = [];
  for (const { cod_ficha } of assigned) {
    fichas.push(await client.call("GET", `/grupos/${cod_ficha}`));
  }
  const [{ cod_programa, la_version }] = fichas;
  assert(cod_programa && la_version, "without both the screen asks for no competencias");
  const ofPrograma = `/competencias/programa/${cod_programa}/${la_version}`;
  const competencias = await client.call("GET", ofPrograma);
  const [{ cod_competencia }] = competencias;
  const resultados = await client.call("GET", `/resultados/competencia/${cod_competencia}`);
  return { fichas, competencias, resultados };
}

function validate(client: Client, form: Row) {
  const { id_instructor, fecha_programada, hora_inicio, hora_fin, ...rest } = form;
  const { id_programacion_actual } = rest;
  return client.call("POST", "/programacion/validar-cruce", {
    ...{ id_instructor, fecha_programada, hora_inicio, hora_fin },
    ...id_programacion_actual ? { id_programacion_actual } : {},
  });
}

Deno.test("Programación: an admin chooses whom and what, and a session appears in the calendar", async () => {
  await using api = await prepareWorld();
  const client = await openClient(api, ADMIN);
  const days = await client.call("GET", "/festivos/festivos-y-domingos?year=2026");
  assert.deepEqual([days.festivos.length, days.domingos.length], [19, 52]);
  assert(days.festivos.includes("2026-07-13") && days.domingos.includes("2026-07-12"));

  const people: Row[] = await client.call("GET", "/users/instructores");
  const [ines] = people.filter(({ nombre_completo, identificacion, correo }) =>
    `${nombre_completo} ${identificacion} ${correo}`.toLowerCase().includes("inés")
  );
  assert.deepEqual([ines?.id_usuario, typeof ines?.identificacion], [INSTRUCTOR, "string"]);
  const path = `/programacion/instructor/${INSTRUCTOR}`;
  assert.deepEqual(await client.call("GET", path), []);

  const { fichas, competencias, resultados } = await openForm(client, INSTRUCTOR);
  assert.deepEqual(
    fichas.map(({ cod_ficha, cod_programa, la_version, nombre_programa }) => [
      ...[cod_ficha, cod_programa, la_version, nombre_programa],
    ]),
    [[FICHA, 228118, 1, "DESARROLLO DE SOFTWARE"]],
  );
  assert.deepEqual(
    competencias.map(({ cod_competencia, nombre }: Row) => [
      ...[cod_competencia, nombre],
    ]),
    [[PROGRAMMING, "PROGRAMAR"], [36181, "MODELAR DATOS"]],
  );
  assert.deepEqual(resultados.map(({ cod_resultado, nombre }: Row) => [cod_resultado, nombre]), [
    [WRITE, "01 ESCRIBIR"],
    [593148, "02 PROBAR"],
  ]);

  const verdict = { conflicto: false, mensaje: "No hay conflictos de horario" };
  assert.deepEqual(await validate(client, FORM), verdict);
  await client.call("POST", "/programacion/", FORM);
  const [event, ...others] = await client.call("GET", path);
  assert.deepEqual(others, []);
  const { id_programacion, ...shown } = event;
  assert(Number.isInteger(id_programacion));
  assert.deepEqual(
    [shown.nombre_instructor, shown.nombre_competencia, shown.nombre_resultado],
    ["Inés Mejía", "PROGRAMAR", "01 ESCRIBIR"],
  );
  assert.deepEqual([shown.cod_ficha, shown.horas_programadas], [FICHA, 1.5]);
  // The calendar joins them to a local date-time.
  assert.equal(`${shown.fecha_programada}T${shown.hora_inicio}`, "2026-07-14T07:00:00");
  assert.equal(`${shown.fecha_programada}T${shown.hora_fin}`, "2026-07-14T08:30:00");
});

Deno.test("Programación: a click opens the session, which changes, clashes and goes", async () => {
  await using api = await prepareWorld();
  const client = await openClient(api, ADMIN);
  const later = { ...FORM, hora_inicio: "10:00", hora_fin: "12:00", horas_programadas: 2 };
  const { id_programacion: id } = await client.call("POST", "/programacion/", FORM);
  await client.call("POST", "/programacion/", later);

  const opened = await client.call("GET", `/programacion/detalle/${id}`);
  // The screen compares them with the values of its options by ===.
  for (const name of ["cod_ficha", "cod_competencia", "cod_resultado"] as const) {
    assert.equal(opened[name], FORM[name]);
  }
  assert.deepEqual([opened.hora_inicio, opened.hora_fin], ["07:00:00", "08:30:00"]);

  const change = { ...FORM, hora_inicio: "07:30:00", hora_fin: "09:00:00" };
  const own = await validate(client, { ...change, id_programacion_actual: id });
  assert.equal(own.conflicto, false);
  await client.call("PUT", `/programacion/${id}`, change);
  const clash = { ...FORM, hora_inicio: "09:30", hora_fin: "10:30" };
  assert.deepEqual(await validate(client, { ...clash, id_programacion_actual: id }), {
    conflicto: true,
    mensaje: "El instructor ya tiene una programación que se cruza en este horario",
  });
  const refused = await refusal(client.call("PUT", `/programacion/${id}`, clash));
  assert.equal(refused.status, 409);
  assert.match(refused.message, /^El instructor ya tiene una programación que se cruza/);

  const path = `/programacion/instructor/${INSTRUCTOR}`;
  const hours = async () =>
    (await client.call("GET", path)).map((event: Row) => `${event.hora_inicio} ${event.hora_fin}`);
  assert.deepEqual(await hours(), ["07:30:00 09:00:00", "10:00:00 12:00:00"]);
  assert.deepEqual(await client.call("DELETE", `/programacion/${id}`), {
    message: "Programación eliminada correctamente",
  });
  assert.deepEqual(await hours(), ["10:00:00 12:00:00"]);
});

Deno.test("Programación: an instructor plans his own fichas, and nothing signs him out", async () => {
  await using api = await prepareWorld();
  const client = await openClient(api, INSTRUCTOR);
  // The calendar looks at the name of the role, the other screens at its number.
  assert.deepEqual([client.user.nombre_rol, client.user.id_rol], ["instructor", 3]);
  const { fichas } = await openForm(client, client.user.id_usuario);
  assert.deepEqual(fichas.map(({ cod_ficha }) => cod_ficha), [FICHA]);
  assert.equal((await validate(client, FORM)).conflicto, false);
  const { id_programacion: id } = await client.call("POST", "/programacion/", FORM);
  const list = await client.call("GET", `/programacion/instructor/${INSTRUCTOR}`);
  assert.deepEqual(list.map((event: Row) => event.id_programacion), [id]);
  await client.call("PUT", `/programacion/${id}`, { ...FORM, hora_fin: "09:00" });
  const [notice] = await client.call("GET", "/notificaciones/");
  assert.match(notice.mensaje, /2847248/);

  // The screen shows its button to him too.
  assert.equal((await refusal(client.call("DELETE", `/programacion/${id}`))).status, 403);
  const theirs = { ...FORM, id_instructor: COLLEAGUE, hora_inicio: "14:00", hora_fin: "16:00" };
  assert.equal((await refusal(client.call("POST", "/programacion/", theirs))).status, 403);
  const foreign = { ...FORM, cod_ficha: OTHER_FICHA, fecha_programada: "2026-07-15" };
  assert.equal((await refusal(client.call("POST", "/programacion/", foreign))).status, 403);
  const another = client.call("GET", `/programacion/instructor/${COLLEAGUE}`);
  assert.deepEqual(await refusal(another).then(({ status, message }) => [status, message]), [
    403,
    "No autorizado para ver las programaciones de otro instructor",
  ]);
  const stored = await api.db.rows(sql`SELECT id_programacion, hora_fin FROM programacion`);
  assert.deepEqual(stored.map(({ id_programacion, hora_fin }) => [id_programacion, hora_fin]), [
    [id, "09:00:00"],
  ]);
});

Deno.test("Programación: an empty date is refused in words that can be shown", async () => {
  await using api = await prepareWorld();
  const client = await openClient(api, ADMIN);
  for (const path of ["/programacion/validar-cruce", "/programacion/"]) {
    const { status, message } = await refusal(
      client.call("POST", path, { ...FORM, fecha_programada: "" }),
    );
    assert.equal(status, 422);
    assert.match(message, /^Revise estos datos: fecha_programada: /);
  }
  const holiday = { ...FORM, fecha_programada: "2026-07-13" };
  const refused = await refusal(client.call("POST", "/programacion/", holiday));
  assert.equal(refused.status, 409);
  assert.match(refused.message, /Chiquinquirá/);
  assert.deepEqual(await api.db.rows(sql`SELECT id_programacion FROM programacion`), []);
});
