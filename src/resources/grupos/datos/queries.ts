import type { Db } from "@/db/db.ts";
import { assignments, insertion, type Sql, sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { refuseStale } from "@/http/etag.ts";
import { refuse } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { record } from "@/resources/auditoria/queries.ts";
import {
  type CambiosDatosGrupo,
  COUNTERS,
  DatosGrupo,
  NO_LEARNERS,
} from "@/resources/grupos/counters_schemas.ts";
import * as grupos from "@/resources/grupos/queries.ts";
import { contradictorySums } from "./counters.ts";

// The counters of learners of a grupo.

/** Zeros where nobody has reported any; undefined when the caller sees no such grupo. */
export async function get(db: Db, user: UsuarioSesion, cod_ficha: number) {
  if (!(await grupos.get(db, user, cod_ficha))) return undefined;
  return await read(db, cod_ficha) ?? { cod_ficha, ...NO_LEARNERS };
}

/** The counters as they were left, or undefined when the caller sees no such grupo. */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { cod_ficha, cambios }: { cod_ficha: number; cambios: CambiosDatosGrupo },
): Promise<DatosGrupo | undefined> {
  return db.transaction(async (tx) => {
    // The grupo and not its counters, of which there may be none to hold yet.
    await tx.rows(sql`SELECT 1 AS uno FROM grupo WHERE cod_ficha = ${cod_ficha} ${tx.locking}`);
    const grupo = await grupos.get(tx, user, cod_ficha);
    if (!grupo) return undefined;
    const before = await read(tx, cod_ficha);
    const antes = before ?? { cod_ficha, ...NO_LEARNERS };
    refuseStale(actor.ifMatch, antes);
    const despues = DatosGrupo.parse({ ...antes, ...cambios });
    refuse(contradictorySums(despues, Object.keys(cambios)));
    const { cod_centro } = grupo;
    await tx.execute(
      before ? updating(despues) : sql`
        INSERT INTO datos_grupo ${insertion(despues, ["cod_ficha", ...COUNTERS])}`,
    );
    await record(tx, actor, {
      accion: "cambiar",
      tabla: "datos_grupo",
      registro: cod_ficha,
      antes: { cod_centro, ...antes },
      despues: { cod_centro, ...despues },
    });
    return despues;
  });
}

function updating(datos: DatosGrupo): Sql {
  return sql`
    UPDATE datos_grupo SET ${assignments(datos, COUNTERS)} WHERE cod_ficha = ${datos.cod_ficha}`;
}

async function read(db: Db, cod_ficha: number): Promise<DatosGrupo | undefined> {
  const [row] = await db.rows(
    sql`SELECT ${COLUMNS} FROM datos_grupo WHERE cod_ficha = ${cod_ficha}`,
  );
  return row && DatosGrupo.parse(row);
}

const COLUMNS = sql`
  cod_ficha, num_aprendices_masculinos, num_aprendices_femenino, num_aprendices_no_binario,
  num_total_aprendices, num_total_aprendices_activos, cupo_total, en_transito, induccion, formacion,
  condicionado, aplazado, retiro_voluntario, cancelado, cancelamiento_vit_comp,
  desercion_vit_comp, por_certificar, certificados, traslados, otro`;
