import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql, tuples } from "@/db/sql.ts";
import type { Tipo } from "@/resources/importaciones/reports/tipos.ts";

const Fecha = z.object({ fecha: z.string().nullable() });

/** Of which report it is asked, and what that one is about. */
type Asked = { id_importacion: number; tipo: Tipo | null; cod_ficha: number | null };

/** The day of the newest data of the same kind that are there; null where nothing says it. */
export async function newestReport(db: Db, asked: Asked): Promise<string | null> {
  const { id_importacion, tipo, cod_ficha } = asked;
  const [row] = await db.rows(
    cod_ficha === null
      ? sql`
        SELECT MAX(i.fecha_reporte) AS fecha
        FROM alcance_importacion mine
        JOIN alcance_importacion c ON c.cod_centro = mine.cod_centro
        JOIN importacion i ON i.id_importacion = c.id_importacion
        WHERE mine.id_importacion = ${id_importacion} AND i.tipo = ${tipo}
          AND i.estado = 'confirmada'`
      : sql`SELECT MAX(fecha_reporte) AS fecha FROM conteo_juicios WHERE cod_ficha = ${cod_ficha}`,
  );
  return Fecha.parse(row).fecha;
}

export async function storeCentros(db: Db, id: number, centros: readonly number[]): Promise<void> {
  if (centros.length === 0) return;
  const rows = centros.map((cod_centro) => [id, cod_centro]);
  await db.execute(sql`
    INSERT INTO alcance_importacion (id_importacion, cod_centro) VALUES ${tuples(rows)}`);
}
