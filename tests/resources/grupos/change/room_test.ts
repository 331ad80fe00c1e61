import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { COLLEAGUE } from "../../../support.ts";
import { AULA } from "../../programacion/world.ts";
import { affected, FORCED, PATH, prepareTwo, roomOf, stateOf } from "./two_fichas.ts";

for (const method of ["PUT", "PATCH"]) {
  Deno.test(`${method} /grupos/{cod_ficha} into a room that is taken: 409, simulated or forced`, async () => {
    await using api = await prepareTwo();
    const before = await stateOf(api);
    const refused = await api.request(method, PATH, {
      body: { id_ambiente: AULA },
    });
    assert.deepEqual([refused.status, refused.body.type], [
      409,
      "/problemas/cruce-de-horario",
    ]);
    assert.deepEqual(
      refused.body.conflictos.map((
        one: { tipo: string; con: { id_programacion: number } },
      ) => [
        one.tipo,
        one.con.id_programacion,
      ]),
      [["ambiente", 1]],
    );
    assert.match(
      refused.body.detail,
      /AULA 101 ya está ocupado por la ficha 2847248/,
    );
    const simulated = await api.request(method, `${PATH}?simular=true`, {
      body: { id_ambiente: AULA },
    });
    assert.deepEqual([simulated.status, simulated.body.valida], [200, false]);
    assert.deepEqual(simulated.body.conflictos, refused.body.conflictos);
    assert.deepEqual([
      simulated.body.sesiones_movidas,
      simulated.body.afectadas.total,
    ], [1, 2]);
    assert.deepEqual(await stateOf(api), before);
    assert.deepEqual(await affected(api), []);

    const forced = await api.request(method, PATH, {
      body: { id_ambiente: AULA, ...FORCED },
    });
    assert.equal(forced.status, 200, JSON.stringify(forced.body));
    assert.deepEqual([
      forced.body.sesiones_movidas,
      forced.body.afectadas.total,
    ], [1, 2]);
    assert.deepEqual(
      forced.body.avisos.map(({ tipo }: { tipo: string }) => tipo),
      ["ambiente"],
    );
    assert.equal(await roomOf(api, 2), AULA);
    assert.deepEqual(await affected(api), [[1, "ambiente"], [2, "ambiente"]]);
    const trail = await api.db.rows(sql`
      SELECT despues FROM auditoria WHERE accion = 'mover'`);
    assert.match(String(trail[0]?.despues), /Comparten el aula/);
    const notices = await api.request("GET", "/notificaciones", {
      as: COLLEAGUE,
    });
    assert.match(
      JSON.stringify(notices.body),
      /Cambió el ambiente de la ficha 2847249: 1 sesión/,
    );
  });
}

Deno.test("PATCH /grupos/{cod_ficha}?forzar=true is forzar without a reason", async () => {
  await using api = await prepareTwo();
  const forced = await api.request("PATCH", `${PATH}?forzar=true`, {
    body: { id_ambiente: AULA },
  });
  assert.deepEqual([forced.status, forced.body.afectadas.total], [200, 2]);
  assert.deepEqual(await affected(api), [[1, "ambiente"], [2, "ambiente"]]);
});
