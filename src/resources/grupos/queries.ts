import type { Db } from "@/db/db.ts";
import { assignments, insertion, sql, where } from "@/db/sql.ts";
import type { Actor } from "@/http/actor.ts";
import { readPage } from "@/http/page.ts";
import { refuse } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { ApiError, renameConstraint } from "@/http/text/problem.ts";
import { changeRecord, record } from "@/resources/auditoria/queries.ts";
import { PROGRAMA, REPORTED, SCHEDULE } from "./columns.ts";
import { assignedTo, matchingFilters, matchingText, visibleTo } from "./matching.ts";
import { contradictionsOf } from "./rules.ts";
import { type CambiosGrupo, type FiltroGrupos, Grupo, type NuevoGrupo } from "./schemas.ts";
import { refreshSearch } from "./search_text.ts";

const COLUMNS = sql`
  g.cod_ficha, g.cod_centro, g.cod_programa, g.la_version, g.estado_grupo, g.nombre_nivel,
  g.jornada, g.fecha_inicio, g.fecha_fin, g.etapa, g.modalidad, g.responsable, g.nombre_empresa,
  g.nombre_municipio, g.nombre_programa_especial, g.hora_inicio, g.hora_fin, g.id_ambiente,
  p.nombre AS nombre_programa, a.nombre_ambiente`;

const CHANGEABLE = [...PROGRAMA, ...REPORTED, ...SCHEDULE];

const NAMES = sql`
  JOIN programa_formacion p ON p.cod_programa = g.cod_programa AND p.la_version = g.la_version
  LEFT JOIN ambiente_formacion a ON a.id_ambiente = g.id_ambiente`;

/** Those the caller may see, the newest code first. */
export function list(db: Db, user: UsuarioSesion, filtro: FiltroGrupos) {
  const { cod_centro, cod_programa, la_version, id_instructor, q, skip, limit, ...filtros } =
    filtro;
  return readPage(db, Grupo, {
    columns: COLUMNS,
    from: sql`grupo g`,
    key: sql`g.cod_ficha`,
    joined: sql`CROSS JOIN grupo g ON g.cod_ficha = pagina.cod_ficha ${NAMES}`,
    matching: [
      ...visibleTo(user),
      ...(cod_centro === undefined ? [] : [sql`g.cod_centro = ${cod_centro}`]),
      ...(cod_programa === undefined ? [] : [sql`g.cod_programa = ${cod_programa}`]),
      ...(la_version === undefined ? [] : [sql`g.la_version = ${la_version}`]),
      ...(id_instructor === undefined ? [] : [assignedTo(id_instructor)]),
      ...(q ? [matchingText(q)] : []),
      ...matchingFilters(filtros),
    ],
    order: sql`g.cod_ficha DESC`,
    skip,
    limit,
  });
}

export async function get(db: Db, user: UsuarioSesion, cod_ficha: number) {
  const matching = where([sql`g.cod_ficha = ${cod_ficha}`, ...visibleTo(user)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM grupo g ${NAMES} ${matching}`);
  return row && Grupo.parse(row);
}

/** @returns its code */
export async function create(
  tx: Db,
  user: UsuarioSesion,
  actor: Actor,
  nuevo: NuevoGrupo,
): Promise<number> {
  const { cod_ficha, cod_centro, id_ambiente } = nuevo;
  refuse(contradictionsOf(nuevo));
  if (!canUseCentre(user, cod_centro)) throw unknownCentro(cod_centro);
  if (id_ambiente) await requireAmbiente(tx, cod_centro, id_ambiente);
  const row = insertion(nuevo, ["cod_ficha", "cod_centro", ...CHANGEABLE]);
  await tx.execute(sql`INSERT INTO grupo ${row}`).catch(renameConstraint({
    duplicate: new ApiError("duplicado", `Ya existe el grupo ${cod_ficha}; use otra ficha`),
    reference: unknownPrograma(nuevo),
  }));
  await refreshSearch(tx, sql`g.cod_ficha = ${cod_ficha}`);
  await record(tx, actor, { accion: "crear", tabla: "grupo", registro: cod_ficha, despues: nuevo });
  return cod_ficha;
}

/** The grupo as it was left, or undefined when the caller sees no such grupo. */
export function update(
  db: Db,
  user: UsuarioSesion,
  actor: Actor,
  { cod_ficha, cambios }: { cod_ficha: number; cambios: CambiosGrupo },
): Promise<Grupo | undefined> {
  return changeRecord(db, actor, {
    table: sql`grupo`,
    key: sql`cod_ficha = ${cod_ficha}`,
    registro: cod_ficha,
    read: (tx) => get(tx, user, cod_ficha),
    write: async (tx, before) => {
      const set = assignments(cambios, CHANGEABLE);
      if (set.text === "") throw unchanged();
      const after = { ...before, ...cambios };
      refuse(contradictionsOf(after));
      if (cambios.id_ambiente) await requireAmbiente(tx, before.cod_centro, cambios.id_ambiente);
      await tx.execute(sql`UPDATE grupo SET ${set} WHERE cod_ficha = ${cod_ficha}`)
        .catch(renameConstraint({ reference: unknownPrograma(after) }));
      await refreshSearch(tx, sql`g.cod_ficha = ${cod_ficha}`);
    },
  });
}

/** The same words for a grupo that the caller may not see and for none at all. */
export function notFound(): ApiError {
  return new ApiError("no-encontrado", "Grupo no encontrado");
}

// Held until the end, so that nobody moves it to another centre meanwhile.
export async function requireAmbiente(
  tx: Db,
  cod_centro: number,
  id_ambiente: number,
): Promise<void> {
  const found = await tx.rows(sql`
    SELECT id_ambiente FROM ambiente_formacion
    WHERE id_ambiente = ${id_ambiente} AND cod_centro = ${cod_centro} ${tx.locking}`);
  if (found.length > 0) return;
  throw new ApiError(
    "referencia",
    `No existe el ambiente ${id_ambiente} en el centro ${cod_centro}; revise id_ambiente`,
  );
}

function unknownCentro(cod_centro: number): ApiError {
  return new ApiError("referencia", `No existe el centro ${cod_centro}; revise cod_centro`);
}

function unknownPrograma(grupo: CambiosGrupo & { cod_centro: number }): ApiError {
  const { cod_programa, la_version, cod_centro } = grupo;
  return new ApiError(
    "referencia",
    `No existe la versión ${la_version} del programa ${cod_programa}, o el centro ${cod_centro}; ` +
      "revise cod_programa, la_version y cod_centro",
  );
}

// The words of the older server, whose clients show them.
export function unchanged(): ApiError {
  return new ApiError("no-encontrado", "Grupo no encontrado o sin cambios para aplicar");
}
