import assert from "node:assert/strict";
import { loadByPeriod, sumMinutes } from "@/resources/programacion/rules/load.ts";
import { PLANTA_WEEK, slot } from "../samples.ts";

const SESSIONS = [
  slot("06:00", "12:00", "2026-12-28"),
  slot("18:00", "22:00", "2026-12-31"),
  slot("08:00", "08:20", "2027-01-02"),
  slot("08:00", "08:20", "2027-01-03"),
  slot("08:00", "08:20", "2027-01-04"),
];

Deno.test("hours add up by Monday-Sunday weeks and by calendar months", () => {
  assert.deepEqual([...sumMinutes(SESSIONS, "semana")], [["2026-W53", 640], ["2027-W01", 20]]);
  assert.deepEqual([...sumMinutes(SESSIONS, "mes")], [["2026-12", 600], ["2027-01", 60]]);
});

Deno.test("the load of a window lists every week, also the empty ones", () => {
  const contrato = { tipo_contrato: "Planta", cod_centro: 9121 };
  const limites = [{ ...PLANTA_WEEK, max_horas: 10.5 }];
  const window = { unidad: "semana", desde: "2026-12-22", hasta: "2027-01-01" } as const;
  assert.deepEqual(loadByPeriod(SESSIONS, window, contrato, limites), [
    {
      clave: "2026-W52",
      desde: "2026-12-21",
      hasta: "2026-12-27",
      horas: 0,
      max_horas: 10.5,
      horas_restantes: 10.5,
      luz: "verde",
    },
    {
      clave: "2026-W53",
      desde: "2026-12-28",
      hasta: "2027-01-03",
      horas: 10.67,
      max_horas: 10.5,
      horas_restantes: 0,
      luz: "rojo",
    },
  ]);
});

Deno.test("without a limit nothing is left to say: null and green", () => {
  const contrato = { tipo_contrato: "Contratista", cod_centro: 9121 };
  const window = { unidad: "mes", desde: "2027-01-15", hasta: "2027-01-15" } as const;
  assert.deepEqual(loadByPeriod(SESSIONS, window, contrato, [PLANTA_WEEK]), [{
    clave: "2027-01",
    desde: "2027-01-01",
    hasta: "2027-01-31",
    horas: 1,
    max_horas: null,
    horas_restantes: null,
    luz: "verde",
  }]);
});
