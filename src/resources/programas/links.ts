import * as z from "zod";
import { ConstraintError, type Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { record } from "@/resources/auditoria/queries.ts";
import type { VersionPrograma } from "./schemas.ts";

// The competencias of a version of a programme.

type Link = VersionPrograma & { cod_competencia: number };

const tabla = "programa_competencia";

/** Both ends exist. A link that is already there stays, and leaves no trail. */
export function link(db: Db, actor: Actor, link: Link): Promise<void> {
  const { cod_programa, la_version, cod_competencia } = link;
  return db.transaction(async (tx) => {
    const done = await tx.execute(sql`
      INSERT INTO programa_competencia (cod_programa, la_version, cod_competencia)
      VALUES (${cod_programa}, ${la_version}, ${cod_competencia})`).catch(alreadyThere);
    if (!done) return;
    const despues = { cod_programa, la_version, cod_competencia };
    await record(tx, actor, { accion: "vincular", tabla, registro: nameOf(link), despues });
  });
}

/** Whether there was a link to undo; in a transaction that may do more. */
export function unlink(db: Db, actor: Actor, link: Link): Promise<boolean> {
  const { cod_programa, la_version, cod_competencia } = link;
  return db.transaction(async (tx) => {
    const { affected } = await tx.execute(sql`
      DELETE FROM programa_competencia
      WHERE cod_programa = ${cod_programa} AND la_version = ${la_version}
        AND cod_competencia = ${cod_competencia}`);
    if (affected === 0) return false;
    const antes = { cod_programa, la_version, cod_competencia };
    await record(tx, actor, { accion: "desvincular", tabla, registro: nameOf(link), antes });
    return true;
  });
}

/** Undoes every link of a version, with one row of trail that names them. */
export async function unlinkAll(
  tx: Db,
  actor: Actor,
  { cod_programa, la_version }: VersionPrograma,
): Promise<void> {
  const rows = await tx.rows(sql`
    SELECT cod_competencia FROM programa_competencia
    WHERE cod_programa = ${cod_programa} AND la_version = ${la_version}
    ORDER BY cod_competencia`);
  if (rows.length === 0) return;
  await tx.execute(sql`
    DELETE FROM programa_competencia
    WHERE cod_programa = ${cod_programa} AND la_version = ${la_version}`);
  const competencias = z.array(z.int()).parse(rows.map((row) => row.cod_competencia));
  const registro = `${cod_programa}/${la_version}`;
  await record(tx, actor, { accion: "desvincular", tabla, registro, antes: { competencias } });
}

function nameOf({ cod_programa, la_version, cod_competencia }: Link): string {
  return `${cod_programa}/${la_version}/${cod_competencia}`;
}

function alreadyThere(error: unknown): undefined {
  if (error instanceof ConstraintError && error.constraint === "duplicate") return undefined;
  throw error;
}
