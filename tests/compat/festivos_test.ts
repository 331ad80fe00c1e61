import assert from "node:assert/strict";
import { INSTRUCTOR, prepareApp } from "../support.ts";

const LAW_2026 = "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 " +
  "08-17 10-12 11-02 11-16 12-08 12-25";
const IN_2026 = LAW_2026.split(" ").map((day) => `2026-${day}`);
const CLOSED = { fecha: "2026-12-24", motivo: "Receso de fin de año" };

Deno.test("GET /festivos/festivos-y-domingos is what the calendar of the client loads", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/festivos/cierres", { body: CLOSED });
  const path = "/festivos/festivos-y-domingos?year=2026";
  const { status, body } = await api.request("GET", path, {
    as: INSTRUCTOR,
    headers: { "Content-Type": "application/json" },
  });
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(body), ["festivos", "domingos", "total_dias"]);
  assert.deepEqual(body.festivos, [...IN_2026, CLOSED.fecha].sort());
  assert.deepEqual([body.domingos.length, body.domingos[0], body.domingos[51]], [
    52,
    "2026-01-04",
    "2026-12-27",
  ]);
  assert.equal(body.total_dias, 20 + 52);
  const current = await api.request("GET", "/festivos/festivos-y-domingos", { as: INSTRUCTOR });
  assert.deepEqual(current.body, body);
});

Deno.test("GET /festivos/year/{year} lists the holidays of that year", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/festivos/year/2026");
  assert.deepEqual([status, body], [200, IN_2026.map((festivo) => ({ festivo }))]);
  assert.equal((await api.request("GET", "/festivos/year/2025")).body.length, 17);
});

Deno.test("GET /festivos/ lists those of this year and the next, in order", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/festivos/");
  assert.deepEqual([status, body.length], [200, 19 + 19]);
  assert.deepEqual([body[0], body[37]], [{ festivo: "2026-01-01" }, { festivo: "2027-12-25" }]);
});

Deno.test("GET /festivos/domingos/{year} lists and counts the Sundays", async () => {
  await using api = await prepareApp();
  const { status, body } = await api.request("GET", "/festivos/domingos/2023");
  assert.deepEqual([status, body.year, body.total_domingos], [200, 2023, 53]);
  assert.deepEqual([body.domingos.length, body.domingos[0]], [53, "2023-01-01"]);
});

Deno.test("the older paths answer 400 to years they do not know and 422 to what is no year", async () => {
  await using api = await prepareApp();
  for (const path of ["year/", "domingos/", "festivos-y-domingos?year="]) {
    for (const year of [1899, 2101, 0, -1, 99999]) {
      const { status, body } = await api.request("GET", `/festivos/${path}${year}`);
      assert.equal(status, 400, `${path}${year}`);
      assert.equal(body.detail, "Año debe estar entre 1900 y 2100");
    }
    for (const year of [1900, 2100]) {
      assert.equal((await api.request("GET", `/festivos/${path}${year}`)).status, 200);
    }
    assert.equal((await api.request("GET", `/festivos/${path}20x6`)).status, 422);
  }
});
