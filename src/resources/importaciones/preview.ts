import { localDateTime } from "@/http/clock.ts";
import { SUPERADMIN } from "@/http/scope.ts";
import { compare, type Fila } from "./compare.ts";
import { planDf14 } from "./df14_plan.ts";
import { type Importing, toApiError } from "./imports.ts";
import { planJuicios } from "./juicios_plan.ts";
import { listManual } from "./manual.ts";
import { planPe04 } from "./pe04_plan.ts";
import { nameOf, type Plan } from "./plan.ts";
import * as queries from "./queries.ts";
import type { Tipo } from "./recognise.ts";
import type { Conteos } from "./schemas.ts";
import type { Lectura } from "./sheet_reader.ts";
import { fingerprintOf, readState } from "./state.ts";

const DAY = 24 * 60 * 60 * 1000;
const MAX_NAME = 150;
/** Where each stage ends, in percent; how long reading takes nobody knows before. */
const READ = 40, COMPARED = 60;
/** Rows of a large report. */
const MANY = 20_000;

export type Subido = { archivo: string; bytes: Uint8Array; tipo?: Tipo | undefined };

/** What was read, and what it comes to. */
export type Leido = { lectura: Lectura; filas: Fila[] };

/**
 * Reads a file, compares it with what there is and keeps the outcome for a day. Nothing else is
 * written.
 * @returns the id of the preview
 * @throws ApiError 422 when the file cannot be read
 */
export async function preview(
  importing: Importing,
  { archivo, bytes, tipo }: Subido,
): Promise<{ id: number } & Leido> {
  const { db, user, clock, reader, progress } = importing;
  const id = await queries.begin(db, {
    archivo: nameFor(archivo),
    user,
    cod_centro: user.id_rol === SUPERADMIN ? null : user.cod_centro,
  }, { creada_en: localDateTime(clock), vence_en: clock().epochMilliseconds + DAY });
  try {
    progress.set(id, 0);
    const onRows = (rows: number) =>
      progress.set(id, Math.min(READ, Math.round(READ * rows / MANY)));
    const lectura = await reader.read(bytes, { tipo, onRows });
    progress.set(id, READ);
    const plan = planOf(lectura, importing);
    const { filas, huella } = await weigh(importing, plan);
    progress.set(id, COMPARED);
    await queries.storeRows(db, id, filas, (rows) => {
      progress.set(id, COMPARED + Math.floor((100 - COMPARED) * rows / filas.length));
    });
    const conteos = count(filas);
    const { encabezados } = plan;
    await queries.finish(db, id, {
      ...{ tipo: plan.tipo, total_filas: plan.filas, huella, conteos, encabezados },
    });
    return { id, lectura, filas };
  } catch (error) {
    await queries.discard(db, id);
    return toApiError(error);
  } finally {
    progress.delete(id);
  }
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

async function weigh({ db }: Importing, plan: Plan): Promise<{ filas: Fila[]; huella: string }> {
  const estado = await readState(db, plan.registros.flatMap(({ partes }) => partes));
  const refusal = plan.refuseAll?.(estado);
  const nombre = (fila: number) => fila ? `fila ${fila}` : "todo el archivo";
  const rechazadas = plan.rechazadas
    .map((it): Fila => ({ clase: "rechazada", nombre: nombre(it.fila), ...it }));
  if (refusal) {
    const all: Fila = {
      clase: "rechazada",
      nombre: nombre(0),
      fila: 0,
      celdas: [],
      ...refusal,
    };
    return { filas: [all, ...rechazadas], huella: await fingerprintOf([], estado) };
  }
  const manual = new Map(
    [...await listManual(db, "programa_formacion")]
      .map(([registro, campos]) => [nameOf("horas_programa", [registro]), campos]),
  );
  const all = [...await compare(plan, estado, manual), ...rechazadas];
  const taken = all.filter(({ clase }) => clase !== "rechazada");
  const refused = all.filter(({ clase }) => clase === "rechazada");
  const desaparecidas = (await plan.listGone(db))
    .map((nombre): Fila => ({ clase: "desaparecida", fila: null, nombre }));
  const partes = taken.flatMap((it) => "partes" in it ? it.partes : []);
  const huella = await fingerprintOf(partes, estado);
  const inOrder = refused.toSorted((a, b) => (a.fila ?? 0) - (b.fila ?? 0));
  return { filas: [...taken, ...inOrder, ...desaparecidas], huella };
}

const NOTHING = { nuevas: 0, cambiadas: 0, iguales: 0 };
const COUNTED = {
  nueva: "nuevas",
  cambiada: "cambiadas",
  igual: "iguales",
  desaparecida: "desaparecidas",
  rechazada: "rechazadas",
} as const;

function count(filas: readonly Fila[]): typeof Conteos._output {
  const rows = { ...NOTHING, desaparecidas: 0, rechazadas: 0 };
  const tablas: Record<string, typeof NOTHING> = {};
  for (const fila of filas) {
    rows[COUNTED[fila.clase]]++;
    if (!("partes" in fila)) continue;
    for (const { tabla, clase } of fila.partes) {
      const counts = tablas[tabla] ??= { ...NOTHING };
      counts[COUNTED[clase]]++;
    }
  }
  return { filas: rows, tablas };
}
