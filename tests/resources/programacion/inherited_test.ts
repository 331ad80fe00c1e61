import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { ADMIN, INSTRUCTOR, SUPERADMIN } from "../../support.ts";
import { addressOf, type Api, eventsOf } from "../calendarios/subscribed.ts";
import { CASES, GRUPO } from "./inherited_cases.ts";
import { AULA, FICHA, prepareWorld, SMALL, store } from "./world.ts";

// What a session takes over from others, one field after another: what its change answers, how many
// sessions to come it says that it leaves invalid, with which reason afectadas lists them, and what
// changes in the calendar of the ficha, in its ledger and in the load of the instructor.

/** Where a simulation is offered: it says the same, and writes nothing. */
const SIMULATED = /^\/(grupos\/\d+$|ambientes|programas|users|festivos)/;

for (const [field, method, path, body, expected] of CASES) {
  Deno.test(`${field}: ${method} ${path} answers ${JSON.stringify(expected)}`, async () => {
    await using api = await prepareWorld();
    await store(api.db, { fecha_programada: "2026-07-03" });
    const id = await store(api.db, { fecha_programada: "2026-07-14" });
    await store(api.db, { fecha_programada: "2026-07-15", estado: "cancelada" });
    const options = { as: SUPERADMIN, ...body && { body } };
    const listed = async () => {
      const answer = await api.request("GET", "/programacion/afectadas", { as: ADMIN });
      type Item = { id_programacion: number; motivos: { tipo: string }[] };
      return answer.body.items.map(({ id_programacion, motivos }: Item) => [
        id_programacion,
        ...motivos.map(({ tipo }) => tipo),
      ]);
    };
    const ruta = await addressOf(api, { tipo: "ficha", id: FICHA });
    const shown = await readShown(api, ruta, id);
    if (SIMULATED.test(path) && expected.status < 300) {
      const rows = () => api.db.rows(sql`SELECT id_auditoria FROM auditoria`);
      const before = await rows();
      const simulated = await api.request(method, `${path}?simular=true`, options);
      assert.ok(simulated.status < 300, JSON.stringify(simulated.body));
      assert.equal(simulated.body?.afectadas?.total ?? 0, expected.afectadas ?? 0);
      assert.deepEqual([await listed(), await rows()], [[], before]);
      assert.deepEqual(await readShown(api, ruta, id), shown);
    }
    const { status, body: answer } = await api.request(method, path, options);
    assert.equal(status, expected.status, JSON.stringify(answer));
    assert.equal(answer?.afectadas?.total ?? 0, expected.afectadas ?? 0, JSON.stringify(answer));
    const avisos = (answer?.avisos ?? []).map(({ tipo }: { tipo: string }) => tipo);
    assert.deepEqual(avisos, expected.avisos ?? [], JSON.stringify(answer));
    assert.deepEqual(await listed(), expected.motivos ? [[id, ...expected.motivos]] : []);
    const now = await readShown(api, ruta, id);
    const changed = Object.entries(now).filter(([name, value]) => value !== shown[name]);
    assert.deepEqual(Object.fromEntries(changed), expected.shows ?? {});
    const { body: session } = await api.request("GET", `/programacion/sesiones/${id}`, {
      as: SUPERADMIN,
    });
    assert.deepEqual([session.id_ambiente, session.estado], [AULA, "programada"]);
  });
}

/** What the feed of the ficha, its ledger and the load of the instructor say, by name. */
async function readShown(api: Api, ruta: string, id: number): Promise<Record<string, unknown>> {
  const events = await eventsOf(api, ruta);
  const event = events.get(`programacion-${id}`);
  const get = async (path: string) => (await api.request("GET", path, { as: SUPERADMIN })).body;
  const avance = await get(`/grupos/${FICHA}/avance`);
  const days = "desde=2026-07-13&hasta=2026-07-19";
  const [semana] = (await get(`/instructores/${INSTRUCTOR}/carga?${days}`)).periodos ?? [];
  return {
    "ics place": event?.location,
    "ics text": event?.description,
    "ics time": `${event?.startDate} ${event?.endDate} ${event?.summary}`,
    "ics events": events.size,
    "ledger hours": `${avance.horas_programadas} ${avance.horas_dictadas}`,
    "ledger budget": `${avance.horas} ${avance.horas_por_programar}`,
    "ledger elsewhere": avance.horas_fuera_de_programa,
    "ledger room left": `${avance.dias_disponibles} ${avance.horas_que_caben}`,
    "load": `${semana?.horas} ${semana?.max_horas} ${semana?.luz}`,
  };
}

Deno.test("a smaller room is a warning when its sessions move there, and leaves none invalid", async () => {
  await using api = await prepareWorld();
  const id = await store(api.db, { fecha_programada: "2026-07-14" });
  const body = { id_ambiente: SMALL, mover_sesiones: true };
  const moved = await api.request("PATCH", GRUPO, { body });
  assert.deepEqual(moved.body.avisos.map(({ tipo }: { tipo: string }) => tipo), ["capacidad"]);
  assert.equal(moved.body.afectadas.total, 0);
  const session = await api.request("GET", `/programacion/sesiones/${id}`);
  assert.deepEqual([session.body.nombre_ambiente, session.body.version], ["SALA 8", 2]);
});
