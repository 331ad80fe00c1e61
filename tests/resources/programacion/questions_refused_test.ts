import assert from "node:assert/strict";
import { AULA, prepareWorld } from "./world.ts";

Deno.test("the questions about hours refuse the same hours, dates and ids", async () => {
  await using api = await prepareWorld();
  const WINDOW = "desde=2026-07-01&hasta=2026-07-31";
  const FREE = "/disponibilidad?de=instructores&fechas=2026-07-14";
  const cases: [url: string, status: number, campo: string | undefined][] = [
    [`${FREE}&hora_inicio=10:00&hora_fin=08:00`, 422, "hora_fin"],
    [`${FREE}&hora_inicio=10:00&hora_fin=10:00`, 422, "hora_fin"],
    [`${FREE}&hora_inicio=08:00&hora_fin=10:00&cod_ficha=99`, 404, undefined],
    ["/disponibilidad?de=salones&fechas=2026-07-14&hora_inicio=08:00&hora_fin=10:00", 422, "de"],
    [`/huecos?desde=2026-07-31&hasta=2026-07-01&id_ambiente=${AULA}`, 422, "hasta"],
    [`/huecos?desde=2026-01-01&hasta=2026-12-31&id_ambiente=${AULA}`, 422, "hasta"],
    [`/huecos?${WINDOW}&id_ambiente=99`, 404, undefined],
    ["/programacion?desde=2026-07-31&hasta=2026-07-01", 422, "hasta"],
    ["/programacion?hasta=2026-07-01", 422, "desde"],
    [`/programacion?${WINDOW}&estado=borrada`, 422, "estado"],
    ["/instructores/3/carga?desde=2026-07-31&hasta=2026-07-01&por=semana", 422, "hasta"],
    ["/instructores/3/carga?desde=2025-01-01&hasta=2026-07-01&por=mes", 422, "hasta"],
    [`/instructores/3/carga?${WINDOW}&por=dia`, 422, "por"],
    [`/instructores/99/carga?${WINDOW}&por=semana`, 404, undefined],
    ["/programacion/afectadas?desde=2026-07-31&hasta=2026-07-01", 422, "hasta"],
  ];
  for (const [url, status, campo] of cases) {
    const { status: told, body } = await api.request("GET", url);
    assert.deepEqual([told, body.errors?.[0]?.campo], [status, campo], `${url}: ${body.detail}`);
    assert.match(body.detail, /\S+ \S+/);
  }
});
