import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  SUPERADMIN,
} from "../../../support.ts";
import { refusesEach } from "../../catalogue.ts";
import {
  DATABASES,
  FICHA,
  FOREIGN_COMPETENCIA,
  FOREIGN_FICHA,
  FOREIGN_RESULTADO,
  FOREIGN_ROOM,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  WRITE,
} from "../world.ts";

const SERIES = {
  cod_ficha: FICHA,
  id_instructor: INSTRUCTOR,
  temas: [{ cod_competencia: PROGRAMMING, cod_resultado: WRITE }],
  patrones: [{ dias: [1, 3], hora_inicio: "08:00", hora_fin: "10:00" }],
  desde: "2026-07-27",
  hasta: "2026-08-10",
};
const [PATTERN] = SERIES.patrones;

Deno.test("POST /programacion/series names the field of what makes no sense, and writes nothing", async () => {
  await using api = await prepareWorld();
  const two = [PATTERN, { dias: [3], hora_inicio: "09:00", hora_fin: "11:00" }];
  await refusesEach(api, ["POST", "/programacion/series"], SERIES, [
    [{ hasta: "2026-07-26" }, "hasta", /anterior/],
    [{ hasta: undefined }, "hasta", /una de las dos/],
    [{ horas_objetivo: 10 }, "hasta", /una de las dos/],
    [{ desde: "2026-02-30" }, "desde", /exista/],
    [{ desde: "2027-02-02", hasta: "2027-03-02" }, "desde", /ninguna fecha laborable/],
    [{ patrones: [] }, "patrones", /vacío/],
    [{ patrones: [{ ...PATTERN, dias: [8] }] }, "patrones.0.dias.0", /7/],
    [{ patrones: [{ ...PATTERN, hora_fin: "08:00" }] }, "patrones.0.hora_fin", /posterior/],
    [{ patrones: [{ ...PATTERN, hora_fin: "07:00" }] }, "patrones.0.hora_fin", /posterior/],
    [{ patrones: [{ ...PATTERN, hora_fin: "08:20" }] }, "patrones.0.hora_fin", /30 minutos/],
    [{ patrones: two }, "patrones", /se cruzan/],
    [{ temas: [] }, "temas", /vacío/],
    [
      { temas: [{ cod_competencia: DATABASES, cod_resultado: WRITE }] },
      "cod_resultado",
      /no es de/,
    ],
    [{ festivos: "olvidar" }, "festivos", /saltar/],
    [{ modo: "casi" }, "modo", /parcial/],
    [{ hasta: undefined, horas_objetivo: 0.25 }, "horas_objetivo", /0.5/],
  ]);
  assert.deepEqual(await api.db.rows(sql`SELECT 1 AS uno FROM programacion`), []);
});

Deno.test("POST /programacion/series: unknown and foreign ids are 404, other roles' wishes 403", async () => {
  await using api = await prepareWorld();
  const cases: [as: number, changes: object, status: number][] = [
    [ADMIN, { cod_ficha: 9999999 }, 404],
    [ADMIN, { cod_ficha: FOREIGN_FICHA }, 404],
    [ADMIN, { id_instructor: FOREIGN_INSTRUCTOR }, 404],
    [ADMIN, { id_ambiente: FOREIGN_ROOM }, 404],
    [ADMIN, { temas: [{ cod_competencia: 1, cod_resultado: WRITE }] }, 404],
    [FOREIGN_ADMIN, {}, 404],
    [INSTRUCTOR, { id_instructor: COLLEAGUE }, 403],
    [INSTRUCTOR, { cod_ficha: OTHER_FICHA }, 403],
    [INSTRUCTOR, { permitir_no_laborable: true }, 403],
    [INSTRUCTOR, { forzar: { motivo: "Porque sí" } }, 403],
    [INSTRUCTOR, {}, 201],
    [SUPERADMIN, { desde: "2026-09-01", hasta: "2026-09-30" }, 201],
  ];
  for (const [as, changes, status] of cases) {
    const body = { ...SERIES, ...changes };
    const answer = await api.request("POST", "/programacion/series", { as, body });
    assert.equal(answer.status, status, `${as} ${JSON.stringify(changes)} ${answer.body.detail}`);
  }
});

Deno.test("POST /programacion/series: a competencia of another programme is a conflict on each date", async () => {
  await using api = await prepareWorld();
  const temas = [{ cod_competencia: FOREIGN_COMPETENCIA, cod_resultado: FOREIGN_RESULTADO }];
  const { status, body } = await api.request("POST", "/programacion/series", {
    body: { ...SERIES, temas },
  });
  const types = body.conflictos.map(({ tipo }: { tipo: string }) => tipo);
  assert.deepEqual([status, types.length, new Set(types).size], [409, 5, 1]);
  assert.equal(types[0], "competencia_no_valida");
});
