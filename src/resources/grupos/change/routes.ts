import { actorOf } from "@/http/actor.ts";
import { versionOf } from "@/http/etag.ts";
import { body, json, problems } from "@/http/responses.ts";
import { route } from "@/http/route.ts";
import { createRouter } from "@/http/router.ts";
import { unchanged } from "@/resources/grupos/queries.ts";
import { CambiosGrupo, Ficha } from "@/resources/grupos/schemas.ts";
import { change } from "./acts.ts";
import { GrupoCambiado, ModoGrupo, SimulacionGrupo } from "./schemas.ts";

/** The change of a grupo, which takes its sessions along. */
export const cambiosGrupo = createRouter();

const tags = ["Grupos"];

/** Forced in the address, where no reason fits. */
const WITHOUT_REASON = { motivo: "Sin motivo" };

for (const method of ["put", "patch"] as const) {
  cambiosGrupo.openapi(
    route({
      tags,
      roles: [1, 2],
      method,
      path: "/{cod_ficha}",
      operationId: method === "put" ? "updateGrupo" : "patchGrupo",
      summary: "Cambia algunos datos de un grupo",
      description: "Solo lo que se envía; null quita un dato. El centro no cambia, y el ambiente " +
        "es del mismo centro. Con otro ambiente o modalidad, las sesiones por venir sin ambiente " +
        "toman el de la ficha y las de una ficha que pasa a virtual lo dejan; se revisa como al " +
        "programar: 409 con `conflictos`, si no se fuerza. Con otras fechas, estado o programa dice " +
        "en `afectadas` qué sesiones por venir dejan de ser válidas.",
      conditional: true,
      inherited: method === "put",
      request: { params: Ficha, query: ModoGrupo, ...body(CambiosGrupo) },
      responses: {
        200: json(GrupoCambiado.or(SimulacionGrupo), "Cambiado; con simular=true, qué pasaría"),
        ...problems(404, 409),
      },
    }),
    async (c) => {
      const { db, user } = c.var, { simular = false, forzar } = c.req.valid("query");
      const given = { ...forzar && { forzar: WITHOUT_REASON }, ...c.req.valid("json") };
      const asked = { ...c.req.valid("param"), cambios: given, simular };
      const done = await change(db, user, actorOf(c), asked);
      if (!done) throw unchanged();
      const { grupo, conflictos, movidas: sesiones_movidas, avisos, afectadas } = done;
      const told = { sesiones_movidas, avisos, ...afectadas && { afectadas } };
      if (simular) {
        return c.json({ valida: conflictos.length === 0, conflictos, ...told }, 200);
      }
      const message = "Grupo actualizado correctamente";
      const isMore = sesiones_movidas > 0 || avisos.length > 0 || afectadas?.total;
      return c.json({ message, ...isMore && told }, 200, versionOf(grupo));
    },
  );
}
