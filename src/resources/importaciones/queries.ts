import { setImmediate } from "node:timers/promises";
import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list as values, type Sql, sql, tuples, where } from "@/db/sql.ts";
import { readPage } from "@/http/page.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";
import type { Fila } from "./plans/compare.ts";
import { Detalle } from "./plans/stored.ts";
import { Conteos, FilaImportacion, Importacion } from "./schemas.ts";

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text): unknown => JSON.parse(text)).pipe(schema);

const Row = Importacion.omit({ vence_en: true }).extend({
  conteos: json(Conteos).nullable(),
  avisos: json(z.array(z.string())).nullable().transform((avisos) => avisos ?? []),
  afectadas: json(Afectadas).nullable(),
  vence_en: z.int(),
});

/** As the table keeps it, with what only the server needs. */
export const Guardada = Row.extend({
  huella: z.string().nullable(),
  encabezados: json(z.array(z.string())).nullable(),
  cod_ficha: z.int().nullable(),
});
export type Guardada = z.infer<typeof Guardada>;

const COLUMNS = sql`
  i.id_importacion, i.tipo, i.archivo, i.estado, i.id_usuario, u.nombre_completo AS nombre_usuario,
  i.cod_centro, i.total_filas, i.conteos, i.creada_en, i.vence_en, i.confirmada_en, i.revertida_en,
  i.porcentaje, i.motivo, i.fecha_reporte, i.anterior_a, i.avisos, i.afectadas,
  i.huella, i.encabezados, i.cod_ficha`;
const USUARIO = sql`LEFT JOIN usuario u ON u.id_usuario = i.id_usuario`;

/** The newest first: of the caller's centre, or all for the superadmin. */
export function list(
  db: Db,
  user: UsuarioSesion,
  filtro: {
    tipo?: string | undefined;
    estado?: string | undefined;
    skip: number;
    limit: number;
  },
) {
  const { tipo, estado, ...pagina } = filtro;
  return readPage(db, Guardada, {
    columns: COLUMNS,
    from: sql`importacion i`,
    joined: USUARIO,
    matching: [
      ...inScope(user, sql`i.cod_centro`),
      ...(tipo === undefined ? [] : [sql`i.tipo = ${tipo}`]),
      ...(estado === undefined ? [] : [sql`i.estado = ${estado}`]),
    ],
    order: sql`i.id_importacion DESC`,
    ...pagina,
  });
}

export async function get(
  db: Db,
  user: UsuarioSesion,
  id: number,
): Promise<Guardada | undefined> {
  const matching = where([sql`i.id_importacion = ${id}`, ...inScope(user, sql`i.cod_centro`)]);
  const [row] = await db.rows(sql`SELECT ${COLUMNS} FROM importacion i ${USUARIO} ${matching}`);
  return row && Guardada.parse(row);
}

const FilaGuardada = z.object({
  clase: FilaImportacion.shape.clase,
  fila: z.int().nullable(),
  registro: z.string(),
  detalle: json(Detalle),
});
export type FilaGuardada = z.infer<typeof FilaGuardada>;

/** @param matching what else must hold of the rows, besides being of this one */
export function listRows(
  db: Db,
  id: number,
  { matching, ...pagina }: { matching: Sql[]; skip: number; limit: number },
) {
  return readPage(db, FilaGuardada, {
    columns: sql`f.clase, f.fila, f.registro, f.detalle`,
    from: sql`importacion_fila f`,
    matching: [sql`f.id_importacion = ${id}`, ...matching],
    order: sql`f.orden`,
    ...pagina,
  });
}

const READ_AT_ONCE = 100;

/** The rows of these kinds, a few at a time: in their order, or the last ones first. */
export async function* readRows(
  db: Db,
  id: number,
  clases: readonly string[],
  { lastFirst = false } = {},
) {
  const order = lastFirst ? sql`DESC` : sql`ASC`;
  let beyond = lastFirst ? sql`orden <= ${Number.MAX_SAFE_INTEGER}` : sql`orden > 0`;
  for (;;) {
    const rows = await db.rows(sql`
      SELECT orden, clase, fila, registro, detalle FROM importacion_fila
      WHERE id_importacion = ${id} AND clase IN (${values(clases)}) AND ${beyond}
      ORDER BY orden ${order} LIMIT ${READ_AT_ONCE}`);
    const parsed = z.array(FilaGuardada.extend({ orden: z.int() })).parse(rows);
    yield parsed;
    const last = parsed.at(-1);
    if (!last || parsed.length < READ_AT_ONCE) return;
    beyond = lastFirst ? sql`orden < ${last.orden}` : sql`orden > ${last.orden}`;
    await setImmediate();
  }
}

const MAX_MOTIVO = 500;

export async function begin(
  db: Db,
  nueva: { archivo: string; user: UsuarioSesion; cod_centro: number | null },
  times: { creada_en: string; vence_en: number },
): Promise<number> {
  const { archivo, user: { id_usuario }, cod_centro } = nueva;
  const { insertId } = await db.execute(sql`
    INSERT INTO importacion (archivo, estado, id_usuario, cod_centro, creada_en, vence_en)
    VALUES (${archivo}, 'leyendo', ${id_usuario || null}, ${cod_centro}, ${times.creada_en},
      ${times.vence_en})`);
  return insertId;
}

/** @param after how many are stored already */
export async function storeRows(
  db: Db,
  id: number,
  filas: readonly Fila[],
  after: number,
): Promise<void> {
  const rows = filas.map(({ clase, fila, nombre, ...detalle }, i) => [
    ...[id, after + i + 1, clase, fila, nombre, JSON.stringify(detalle)],
  ]);
  await db.execute(sql`
    INSERT INTO importacion_fila (id_importacion, orden, clase, fila, registro, detalle)
    VALUES ${tuples(rows)}`);
}

export async function finish(
  db: Db,
  id: number,
  done:
    & Pick<Guardada, "tipo" | "total_filas" | "huella" | "fecha_reporte" | "anterior_a">
    & Pick<Guardada, "avisos" | "cod_ficha" | "afectadas">
    & { conteos: object; encabezados: object },
): Promise<void> {
  await db.execute(sql`
    UPDATE importacion SET estado = 'previa', tipo = ${done.tipo}, total_filas = ${done.total_filas},
      huella = ${done.huella}, conteos = ${JSON.stringify(done.conteos)},
      encabezados = ${JSON.stringify(done.encabezados)}, porcentaje = NULL,
      fecha_reporte = ${done.fecha_reporte}, anterior_a = ${done.anterior_a},
      cod_ficha = ${done.cod_ficha}, avisos = ${JSON.stringify(done.avisos)},
      afectadas = ${JSON.stringify(done.afectadas)}
    WHERE id_importacion = ${id}`);
}

export async function setState(
  tx: Db,
  id: number,
  { estado, afectadas }: { estado: "confirmada" | "revertida"; afectadas: Afectadas },
  now: string,
): Promise<void> {
  const when = estado === "confirmada" ? sql`confirmada_en` : sql`revertida_en`;
  await tx.execute(sql`
    UPDATE importacion SET estado = ${estado}, ${when} = ${now}, porcentaje = NULL,
      afectadas = ${JSON.stringify(afectadas)}
    WHERE id_importacion = ${id}`);
}

/** A file that could not be read leaves nothing. */
export async function discard(db: Db, id: number): Promise<void> {
  await db.execute(sql`DELETE FROM alcance_importacion WHERE id_importacion = ${id}`);
  await db.execute(sql`DELETE FROM importacion_fila WHERE id_importacion = ${id}`);
  await db.execute(sql`DELETE FROM importacion WHERE id_importacion = ${id}`);
}

/** @param porcentaje null when nothing is under way any more */
export async function setProgress(db: Db, id: number, porcentaje: number | null): Promise<void> {
  await db.execute(sql`
    UPDATE importacion SET porcentaje = ${porcentaje} WHERE id_importacion = ${id}`);
}

/** Says of one that was not confirmed why it cannot be any more. */
export async function fail(db: Db, id: number, motivo: string): Promise<void> {
  await db.execute(sql`
    UPDATE importacion SET estado = 'fallida', motivo = ${motivo.slice(0, MAX_MOTIVO)}
    WHERE id_importacion = ${id} AND estado IN ('leyendo', 'previa')`);
}

/** For how long a preview can be confirmed, in ms. */
export const DAY = 24 * 60 * 60 * 1000;
/** What has been read for longer, nobody reads any more, in ms. */
const LONGEST = 60 * 60 * 1000;
export const STOPPED = "El servidor se detuvo antes de terminar: suba el archivo de nuevo";

/** Previews that nobody confirmed in time lose their rows, and stay in the history. */
export async function expire(db: Db, now: number): Promise<void> {
  await db.execute(sql`
    UPDATE importacion SET estado = 'fallida', motivo = ${STOPPED}
    WHERE estado = 'leyendo' AND vence_en <= ${now + DAY - LONGEST}`);
  const rows = await db.rows(sql`
    SELECT id_importacion FROM importacion
    WHERE estado = 'previa' AND vence_en <= ${now}`);
  for (const { id_importacion } of z.array(z.object({ id_importacion: z.int() })).parse(rows)) {
    await db.execute(sql`DELETE FROM importacion_fila WHERE id_importacion = ${id_importacion}`);
    await db.execute(sql`
      UPDATE importacion SET estado = 'vencida'
      WHERE id_importacion = ${id_importacion} AND estado IN ('leyendo', 'previa')`);
  }
}
