import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { localDateTime } from "@/http/clock.ts";
import type { Importing } from "./imports.ts";
import { refuseOlder } from "./older.ts";
import type { ParteComparada } from "./plans/compare.ts";
import { TABLAS } from "./plans/tables.ts";
import * as queries from "./queries.ts";
import type { FilaImportacion, Importacion } from "./schemas.ts";

/** An import as the API shows it. */
export function shown(
  { progress, clock }: Pick<Importing, "progress" | "clock">,
  { huella: _huella, encabezados: _encabezados, cod_ficha: _ficha, vence_en, ...rest }:
    queries.Guardada,
): Importacion {
  const isLate = rest.estado === "previa" && vence_en <= clock().epochMilliseconds;
  return {
    ...rest,
    estado: isLate ? "vencida" : rest.estado,
    porcentaje: progress.get(rest.id_importacion) ?? rest.porcentaje ?? finalPercent(rest.estado),
    vence_en: localDateTime(() => Temporal.Instant.fromEpochMilliseconds(vence_en)).replace(
      " ",
      "T",
    ),
  };
}

function finalPercent(estado: Importacion["estado"]): number | null {
  if (estado === "leyendo") return 0;
  return estado === "vencida" || estado === "fallida" ? null : 100;
}

export async function get(
  importing: Importing,
  id: number,
): Promise<Importacion | undefined> {
  const importacion = await queries.get(importing.db, importing.user, id);
  return importacion && shown(importing, importacion);
}

/** @throws ApiError 409 when it would replace newer data: for what goes on after its answer */
export async function refuseOlderPreview({ db, user }: Importing, id: number): Promise<void> {
  const importacion = await queries.get(db, user, id);
  if (importacion?.estado === "previa") await refuseOlder(db, importacion);
}

/** The rows of a preview as the API shows them; without a kind, all of them. */
export async function listRows(
  db: Db,
  id: number,
  { clase, skip, limit }: { clase?: string | undefined; skip: number; limit: number },
) {
  const matching = clase === undefined ? [] : [sql`f.clase = ${clase}`];
  const { items, total_items } = await queries.listRows(db, id, { matching, skip, limit });
  return { items: items.map(shownRow), total_items };
}

const FIRST = 20;

/** What somebody looks at before he confirms: what is not as it was. */
export async function listFirst(db: Db, id: number) {
  const matching = [sql`f.clase <> 'igual'`];
  const page = await queries.listRows(db, id, { matching, skip: 0, limit: FIRST });
  return { items: page.items.map(shownRow), total_items: page.total_items };
}

function shownRow(
  { clase, fila, registro, detalle }: queries.FilaGuardada,
): typeof FilaImportacion._output {
  const [columna, motivo] = "motivo" in detalle ? [detalle.columna, detalle.motivo] : [null, null];
  const cambios = "partes" in detalle ? detalle.partes.flatMap(changesOf) : [];
  return { clase, fila, nombre: registro, columna, motivo, cambios };
}

function changesOf({ tabla, key, cambios }: ParteComparada) {
  const shared = { tabla: TABLAS[tabla].table.text, registro: key.join("/") };
  return Object.entries(cambios)
    .map(([campo, [antes, despues]]) => ({ ...shared, campo, antes, despues }));
}
