import assert from "node:assert/strict";
import { closedDays } from "@/resources/festivos/queries.ts";
import {
  ADMIN,
  CENTRO,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";

const NUEVO = { fecha: "2026-12-24", motivo: "Receso de fin de año" };

Deno.test("POST /festivos/cierres closes the own centre, and says where it is", async () => {
  await using api = await prepareApp();
  const { status, headers, body } = await api.request("POST", "/festivos/cierres", { body: NUEVO });
  assert.deepEqual([status, body], [201, {
    message: "Día de cierre creado correctamente",
    id_cierre: 1,
    afectadas: { total: 0, primeras: [] },
  }]);
  assert.equal(headers.get("Location"), "/festivos/cierres/1");
  const cierre = { id_cierre: 1, cod_centro: CENTRO, ...NUEVO };
  assert.deepEqual((await api.request("GET", "/festivos/cierres/1")).body, cierre);
  const { body: trail } = await api.request("GET", "/auditoria?tabla=cierre_centro");
  assert.deepEqual(trail.items[0].despues, { ...NUEVO, cod_centro: CENTRO });
});

Deno.test("POST /festivos/cierres takes each day once per centre", async () => {
  await using api = await prepareApp();
  const create = (body: object, as = ADMIN) =>
    api.request("POST", "/festivos/cierres", { as, body });
  assert.equal((await create(NUEVO)).status, 201);
  const again = await create({ ...NUEVO, motivo: "Otra vez" });
  assert.deepEqual([again.status, again.body.detail], [
    409,
    "El centro 9121 ya cierra el 2026-12-24",
  ]);
  assert.equal((await create(NUEVO, FOREIGN_ADMIN)).status, 201);
  const superadmin = await create(
    { fecha: "2026-12-31", motivo: "Inventario", cod_centro: 9307 },
    1,
  );
  assert.equal(superadmin.status, 201);
});

Deno.test("POST /festivos/cierres knows only the own centre, and answers alike for none", async () => {
  await using api = await prepareApp();
  const create = (cod_centro: number, as = ADMIN) =>
    api.request("POST", "/festivos/cierres", { as, body: { ...NUEVO, cod_centro } });
  const foreign = await create(OTHER_CENTRO), missing = await create(777, SUPERADMIN);
  assert.deepEqual([foreign.status, missing.status], [409, 409]);
  assert.equal(foreign.body.detail, "No existe el centro 9307; revise cod_centro");
  assert.equal(missing.body.detail, "No existe el centro 777; revise cod_centro");
  assert.equal((await create(CENTRO, INSTRUCTOR)).status, 403);
});

Deno.test("POST /festivos/cierres names each field that is wrong", async () => {
  await using api = await prepareApp();
  const wrong = {
    fecha: [undefined, "2026-02-29", "24/12/2026", "1899-12-31", "2101-01-01", ""],
    motivo: [undefined, "no", "x".repeat(201), "línea\nrota"],
    cod_centro: [0, -1, "x", 4_294_967_296],
  };
  for (const [campo, values] of Object.entries(wrong)) {
    for (const value of values) {
      const body = { ...NUEVO, [campo]: value };
      const answer = await api.request("POST", "/festivos/cierres", { body });
      assert.deepEqual([answer.status, answer.body.errors[0].campo], [422, campo], String(value));
    }
  }
});

Deno.test("GET and DELETE of /festivos/cierres keep to the own centre", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/festivos/cierres", { body: NUEVO });
  await api.request("POST", "/festivos/cierres", { as: FOREIGN_ADMIN, body: NUEVO });
  const listed = async (as: number, query = "") =>
    (await api.request("GET", `/festivos/cierres${query}`, { as })).body.items
      .map(({ id_cierre }: { id_cierre: number }) => id_cierre);
  assert.deepEqual(await listed(SUPERADMIN), [1, 2]);
  assert.deepEqual(await listed(INSTRUCTOR), [1]);
  assert.deepEqual(await listed(FOREIGN_ADMIN), [2]);
  assert.deepEqual(await listed(ADMIN, `?cod_centro=${OTHER_CENTRO}`), []);
  assert.deepEqual(await listed(SUPERADMIN, "?desde=2026-12-25"), []);
  assert.deepEqual(await listed(SUPERADMIN, "?hasta=2026-12-24&limit=1&skip=1"), [2]);
  const remove = (id: number, as = ADMIN) =>
    api.request("DELETE", `/festivos/cierres/${id}`, { as });
  assert.equal((await remove(1, INSTRUCTOR)).status, 403);
  const [foreign, missing] = [await remove(2), await remove(99)];
  assert.deepEqual([foreign.status, foreign.body.detail], [404, missing.body.detail]);
  assert.deepEqual([(await remove(1)).status, (await remove(1)).status], [204, 404]);
  assert.deepEqual(await listed(SUPERADMIN), [2]);
});

Deno.test("closedDays gives the closed days of one centre inside a window", async () => {
  await using api = await prepareApp();
  for (const fecha of ["2026-12-24", "2026-12-31", "2027-01-04"]) {
    await api.request("POST", "/festivos/cierres", { body: { ...NUEVO, fecha } });
  }
  const days = await closedDays(api.db, CENTRO, "2026-12-24", "2026-12-31");
  assert.deepEqual([...days], [["2026-12-24", NUEVO.motivo], ["2026-12-31", NUEVO.motivo]]);
  assert.equal((await closedDays(api.db, OTHER_CENTRO, "2026-01-01", "2027-12-31")).size, 0);
});
