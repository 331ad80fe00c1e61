import type { Db } from "@/db/db.ts";
import { type Sql, sql } from "@/db/sql.ts";
import { readPage } from "@/http/page.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { madeBy } from "./batches.ts";
import { taughtIn } from "./queries.ts";
import { type FiltroLotes, type FiltroSeries, LoteEnLista, SerieEnLista } from "./schemas/lista.ts";

/** The series that the caller sees, the newest first: of an instructor, those that he teaches in. */
export function listSeries(db: Db, user: UsuarioSesion, filtro: FiltroSeries) {
  const { id_instructor, cod_centro, cod_ficha, ...pagina } = filtro;
  return readPage(db, SerieEnLista, {
    columns: sql`
      s.id_serie, s.cod_ficha, g.cod_centro, s.creada_por, s.creada_en,
      (SELECT COUNT(*) FROM programacion p
        WHERE p.id_serie = s.id_serie AND p.estado = 'programada') AS programadas,
      (SELECT MIN(p.fecha_programada) FROM programacion p WHERE p.id_serie = s.id_serie) AS desde,
      (SELECT MAX(p.fecha_programada) FROM programacion p WHERE p.id_serie = s.id_serie) AS hasta`,
    from: sql`serie s JOIN grupo g ON g.cod_ficha = s.cod_ficha`,
    matching: [
      ...ofFicha(user, { cod_centro, cod_ficha }),
      ...(user.id_rol === INSTRUCTOR ? [taughtIn(user.id_usuario)] : []),
      ...(id_instructor === undefined ? [] : [taughtIn(id_instructor)]),
    ],
    order: sql`s.creada_en DESC, s.id_serie DESC`,
    ...pagina,
  });
}

/** The batches that the caller sees, the newest first: of an instructor, those that he made. */
export function listLatest(db: Db, user: UsuarioSesion, filtro: FiltroLotes) {
  const { id_serie, cod_centro, cod_ficha, ...pagina } = filtro;
  return readPage(db, LoteEnLista, {
    columns: sql`
      l.id_lote, l.id_serie, s.cod_ficha, g.cod_centro, l.accion, l.creado_por, l.creado_en,
      (SELECT COUNT(*) FROM lote_sesion m WHERE m.id_lote = l.id_lote) AS sesiones,
      l.deshecho_en`,
    from: sql`
      lote l JOIN serie s ON s.id_serie = l.id_serie JOIN grupo g ON g.cod_ficha = s.cod_ficha`,
    matching: [
      ...ofFicha(user, { cod_centro, cod_ficha }),
      ...madeBy(user),
      ...(id_serie === undefined ? [] : [sql`l.id_serie = ${id_serie}`]),
    ],
    order: sql`l.creado_en DESC, l.id_lote DESC`,
    ...pagina,
  });
}

function ofFicha(
  user: UsuarioSesion,
  { cod_centro, cod_ficha }: Pick<FiltroSeries, "cod_centro" | "cod_ficha">,
): Sql[] {
  return [
    ...inScope(user, sql`g.cod_centro`),
    ...(cod_centro === undefined ? [] : [sql`g.cod_centro = ${cod_centro}`]),
    ...(cod_ficha === undefined ? [] : [sql`s.cod_ficha = ${cod_ficha}`]),
  ];
}
