import assert from "node:assert/strict";
import { mergeDays } from "@/resources/festivos/calendar.ts";
import { FOREIGN_ADMIN, INSTRUCTOR, prepareApp, SUPERADMIN } from "../../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

async function close(api: Api, fecha: string, as?: number) {
  const body = { fecha, motivo: "Feria del café" };
  const { status } = await api.request("POST", "/festivos/cierres", { body, ...as && { as } });
  assert.equal(status, 201);
}

Deno.test("GET /festivos/calendario merges the holidays of the law with the centre's days", async () => {
  await using api = await prepareApp();
  await close(api, "2026-07-14");
  await close(api, "2026-07-13");
  await close(api, "2026-07-15", FOREIGN_ADMIN);
  const july = "/festivos/calendario?desde=2026-07-01&hasta=2026-07-31";
  const own = [
    { fecha: "2026-07-13", nombre: "Virgen de Chiquinquirá / Feria del café", origen: "ley" },
    { fecha: "2026-07-14", nombre: "Feria del café", origen: "centro" },
    { fecha: "2026-07-20", nombre: "Día de la Independencia", origen: "ley" },
  ];
  assert.deepEqual((await api.request("GET", july, { as: INSTRUCTOR })).body, own);
  const dates = async (query: string, as: number) =>
    (await api.request("GET", `${july}${query}`, { as })).body
      .map(({ fecha }: { fecha: string }) => fecha.slice(-2));
  assert.deepEqual(await dates("", FOREIGN_ADMIN), ["13", "15", "20"]);
  assert.deepEqual(await dates("&cod_centro=9307", SUPERADMIN), ["13", "15", "20"]);
  assert.deepEqual(await dates("&cod_centro=9307", INSTRUCTOR), ["13", "20"]);
});

Deno.test("GET /festivos/calendario takes a year, a window, or the current year", async () => {
  await using api = await prepareApp();
  const count = async (query: string) => {
    const { status, body } = await api.request("GET", `/festivos/calendario${query}`);
    assert.equal(status, 200, query);
    return body.length;
  };
  assert.equal(await count(""), 19);
  assert.equal(await count("?anio=2025"), 17);
  assert.equal(await count("?desde=2025-12-01"), 2);
  assert.equal(await count("?hasta=2025-01-31"), 2);
  assert.equal(await count("?desde=2025-12-01&hasta=2026-01-31"), 4);
  assert.equal(await count("?desde=2026-02-01&hasta=2026-02-28"), 0);
  // 18 a year, 19 in 2026; in 2025 two of them fall on the same day.
  assert.equal(await count("?desde=2024-01-01&hasta=2026-12-31"), 18 + 17 + 19);
});

Deno.test("GET /festivos/calendario names what is wrong with the window", async () => {
  await using api = await prepareApp();
  const wrong = [
    ["anio=1899", "anio"],
    ["anio=2101", "anio"],
    ["anio=x", "anio"],
    ["desde=2026-02-30", "desde"],
    ["desde=1899-12-31", "desde"],
    ["desde=2026-07-02&hasta=2026-07-01", "hasta"],
    ["desde=2016-01-01&hasta=2026-01-01", "hasta"],
    ["cod_centro=0", "cod_centro"],
  ];
  for (const [query, campo] of wrong) {
    const { status, body } = await api.request("GET", `/festivos/calendario?${query}`);
    assert.deepEqual([query, status, body.errors?.[0].campo], [query, 422, campo]);
  }
});

Deno.test("mergeDays puts each day once and in order", () => {
  const law = new Map([["2026-01-01", "Año Nuevo"], ["2026-01-12", "Reyes"]]);
  const centre = new Map([["2026-01-12", "Inventario"], ["2026-01-05", "Receso"]]);
  assert.deepEqual(mergeDays(law, centre), [
    { fecha: "2026-01-01", nombre: "Año Nuevo", origen: "ley" },
    { fecha: "2026-01-05", nombre: "Receso", origen: "centro" },
    { fecha: "2026-01-12", nombre: "Reyes / Inventario", origen: "ley" },
  ]);
  assert.deepEqual(mergeDays(new Map(), new Map()), []);
});

Deno.test("GET /festivos/calendario spans three years at most, whichever way it is asked for", async () => {
  await using api = await prepareApp();
  const statusOf = async (query: string) =>
    (await api.request("GET", `/festivos/calendario?${query}`)).status;
  for (
    const query of [
      "anio=1900&hasta=2100-12-31",
      "anio=2100&desde=1900-01-01",
      "desde=2024-01-01&hasta=2027-01-01",
      "desde=1900-01-01&hasta=2100-12-31",
      "anio=2026&hasta=2025-12-31",
    ]
  ) assert.equal(await statusOf(query), 422, query);
  for (
    const query of [
      "anio=2026",
      "anio=2026&hasta=2028-12-31",
      "desde=2024-01-01&hasta=2026-12-31",
      "desde=2024-12-31&hasta=2027-01-01",
    ]
  ) assert.equal(await statusOf(query), 200, query);
});
