import type { Db } from "@/db/db.ts";
import { localDateTime } from "@/http/clock.ts";
import { SUPERADMIN } from "@/http/schemas.ts";
import type { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";
import { createGathering } from "./affected.ts";
import { hand, type Handed } from "./files/handed.ts";
import { type Importing, toApiError } from "./imports.ts";
import { judgeDate } from "./older.ts";
import type { Fila } from "./plans/compare.ts";
import { comparePlan } from "./plans/compare_plan.ts";
import { planDf14 } from "./plans/df14_plan.ts";
import { planJuicios } from "./plans/juicios_plan.ts";
import { planPe04 } from "./plans/pe04_plan.ts";
import type { Plan } from "./plans/plan.ts";
import { createFingerprint } from "./plans/state.ts";
import * as queries from "./queries.ts";
import type { Resumen } from "./reports/read_import.ts";
import type { Lectura } from "./reports/reader.ts";
import type { Tipo } from "./reports/tipos.ts";
import type { Conteos } from "./schemas.ts";
import { tracked } from "./tracking.ts";

const MAX_NAME = 150;
/** Where reading ends, in percent; how long it takes nobody knows before. */
const READ = 40;
/** Rows of a large report. */
const MANY = 20_000;

/** The bytes are handed over for reading, and gone. */
export type Subido = {
  archivo: string;
  bytes: Uint8Array<ArrayBuffer>;
  tipo?: Tipo | undefined;
};

/** A rejected row without its cells. */
type Motivada = { nombre: string; fila: number; motivo: string };

/** What was read but for its rows, and what it comes to. */
export type Leido = {
  lectura: Resumen;
  conteos: Conteos;
  rechazadas: Motivada[];
  avisos: string[];
  afectadas: Afectadas;
  /** The day of newer data that confirming this would take back; else null. */
  anterior_a: string | null;
};

/**
 * Reads a file, compares it with what there is and keeps the outcome for a day. Nothing else is
 * written.
 * @returns the id of the preview
 * @throws ApiError 422 when the file cannot be read
 */
export async function preview(
  importing: Importing,
  subido: Subido,
): Promise<{ id: number } & Leido> {
  const { db } = importing;
  const id = await openPreview(db, importing, subido);
  const leido = await readPreview(importing, id, subido).catch(async (error) => {
    await queries.discard(db, id);
    throw error;
  });
  return { id, ...leido };
}

/** @returns the id of a preview that is still to be read */
export function openPreview(
  tx: Db,
  { user, clock }: Pick<Importing, "user" | "clock">,
  { archivo }: Subido,
): Promise<number> {
  return queries.begin(tx, {
    archivo: nameFor(archivo),
    user,
    cod_centro: user.id_rol === SUPERADMIN ? null : user.cod_centro,
  }, { creada_en: localDateTime(clock), vence_en: clock().epochMilliseconds + queries.DAY });
}

/** @throws ApiError 422 when the file cannot be read */
export async function readPreview(
  importing: Importing,
  id: number,
  subido: Subido,
): Promise<Leido> {
  const { archivo, tipo } = subido, file = hand(subido.bytes);
  if (!importing.thread) return await readPreviewHere(importing, id, { file, tipo });
  const leido = await importing.thread.run(importing, { act: "read", id, archivo, file, tipo })
    .catch(toApiError);
  if (typeof leido === "boolean") throw new Error("The worker has read nothing");
  return leido;
}

/** The same in this thread. */
export async function readPreviewHere(
  importing: Importing,
  id: number,
  { file, tipo }: { file: Handed; tipo: Tipo | undefined },
): Promise<Leido> {
  const { db, reader, progress } = importing;
  return await tracked(importing, id, async () => {
    const onRows = (rows: number) =>
      progress.set(id, Math.min(READ, Math.round(READ * rows / MANY)));
    const lectura = await reader.read(file, { tipo, onRows });
    const plan = planOf(lectura, importing);
    const conteos = noCounts();
    const rechazadas: Motivada[] = [];
    const fingerprint = createFingerprint(), gathering = createGathering(1);
    let stored = 0;
    for await (const filas of comparePlan(db, plan, fingerprint)) {
      if (filas.length === 0) continue;
      await queries.storeRows(db, id, filas, stored);
      count(filas, conteos);
      gathering.add(filas.flatMap((it) => "partes" in it ? it.partes : []));
      for (const it of filas) {
        if (it.clase !== "rechazada") continue;
        rechazadas.push({ nombre: it.nombre, fila: it.fila, motivo: it.motivo });
      }
      stored += filas.length;
      progress.set(id, READ + Math.floor((99 - READ) * Math.min(1, stored / (plan.total || 1))));
    }
    const { tipo: reconocido, filas: total_filas, encabezados, cod_ficha } = plan;
    const { fecha_reporte } = lectura;
    const huella = fingerprint.end();
    const { anterior_a, avisos } = await judgeDate(db, { id, plan, lectura, conteos });
    const afectadas = await gathering.read(db, importing);
    const outcome = {
      ...{ tipo: reconocido, total_filas, huella, conteos, encabezados },
      ...{ fecha_reporte, anterior_a, cod_ficha, avisos, afectadas },
    };
    progress.set(id, 100); // who sees the new state sees this with it
    await queries.finish(db, id, outcome);
    return { lectura: withoutRows(lectura), conteos, rechazadas, avisos, afectadas, anterior_a };
  }).catch(toApiError);
}

function withoutRows(lectura: Lectura): Resumen {
  const { filas, encabezados, ausentes, fecha_reporte } = lectura;
  const shared = { filas, encabezados, ausentes, fecha_reporte };
  if (lectura.tipo !== "juicios") return { ...shared, tipo: lectura.tipo };
  return { ...shared, tipo: "juicios", juicios: lectura.juicios };
}

/** One line, of what people call the file. */
function nameFor(archivo: string): string {
  return archivo.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, " ").slice(0, MAX_NAME).trim() || "archivo";
}

function planOf(lectura: Lectura, { user }: Importing): Plan {
  switch (lectura.tipo) {
    case "pe04":
      return planPe04(lectura, user);
    case "df14":
      return planDf14(lectura, user);
    case "juicios":
      return planJuicios(lectura, user);
  }
}

const NOTHING = { nuevas: 0, cambiadas: 0, iguales: 0 };
const COUNTED = {
  nueva: "nuevas",
  cambiada: "cambiadas",
  igual: "iguales",
  desaparecida: "desaparecidas",
  rechazada: "rechazadas",
} as const;

function noCounts(): Conteos {
  return { filas: { ...NOTHING, desaparecidas: 0, rechazadas: 0 }, tablas: {} };
}

function count(filas: readonly Fila[], conteos: Conteos): void {
  for (const fila of filas) {
    conteos.filas[COUNTED[fila.clase]]++;
    if (!("partes" in fila)) continue;
    for (const { tabla, clase } of fila.partes) {
      const counts = conteos.tablas[tabla] ??= { ...NOTHING };
      counts[COUNTED[clase]]++;
    }
  }
}
