import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { prepareApp } from "../support.ts";
import { FICHA, fillLargeCentre, INSTRUCTOR, ROOM } from "./large_centre.ts";
import { measureTurns } from "./turns.ts";

/** In ms, and how often it may be tried on a busy machine. */
const LONGEST = 100, RUNS = 3;

/** 450 evenings of the instructor, by whom they are asked for. */
function evenings(desde: string, tema: Record<string, unknown>, simular: boolean) {
  return {
    ...{ cod_ficha: FICHA, id_instructor: INSTRUCTOR, id_ambiente: ROOM, temas: [tema], desde },
    patrones: [{ dias: [1, 2, 3, 4, 5, 6], hora_inicio: "20:00:00", hora_fin: "22:00:00" }],
    ...{ horas_objetivo: 900, modo: "parcial", simular },
  };
}

Deno.test("a series of 450 sessions keeps nobody waiting for more than 100 ms, judged or written", async () => {
  await using api = await prepareApp({ fill: fillLargeCentre });
  await api.db.execute(sql`
    UPDATE grupo SET estado_grupo = 'En ejecucion', fecha_inicio = '2026-01-01',
      fecha_fin = '2040-12-31' WHERE cod_ficha = ${FICHA}`);
  const [tema = {}] = await api.db.rows(sql`
    SELECT e.cod_competencia, r.cod_resultado FROM grupo g
    JOIN programa_competencia e ON e.cod_programa = g.cod_programa AND e.la_version = g.la_version
    JOIN resultado_aprendizaje r ON r.cod_competencia = e.cod_competencia
    WHERE g.cod_ficha = ${FICHA} ORDER BY r.cod_resultado LIMIT 1`);
  const token = await api.tokenOf(INSTRUCTOR);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  for (const simular of [true, false]) {
    let best = Infinity;
    for (let run = 0; run < RUNS && best > LONGEST; run++) {
      const body = JSON.stringify(evenings(`${2028 + 3 * run}-01-10`, tema, simular));
      const [answer, { longest }] = await measureTurns(() =>
        Promise.resolve(
          api.app.request("/programacion/series", { method: "POST", body, headers }),
        )
      );
      assert.equal(answer.status, simular ? 200 : 201);
      assert.equal((await answer.json()).programadas, 450);
      best = Math.min(best, longest);
    }
    assert(best <= LONGEST, `${Math.round(best)} ms, simular ${simular}`);
  }
});
