import { chunks } from "@/db/bulk.ts";
import type { Db } from "@/db/db.ts";
import type { Rechazada } from "@/resources/importaciones/reports/report.ts";
import { listManual } from "@/resources/programas/manual.ts";
import { createComparison, type Fila, type Manual } from "./compare.ts";
import { each, nameOf, type Plan } from "./plan.ts";
import { type createFingerprint, readState } from "./state.ts";

const AT_ONCE = 200;

/** What the rows of a plan come to, a few at a time: each lot is forgotten once it is stored. */
export async function* comparePlan(
  db: Db,
  plan: Plan,
  fingerprint: ReturnType<typeof createFingerprint>,
): AsyncGenerator<Fila[]> {
  const compare = createComparison(plan, await manualHours(db));
  const refused: Rehusada[] = [];
  let isFirst = true;
  for await (const registros of chunks(plan.registros, AT_ONCE)) {
    const estado = await readState(db, registros.flatMap(({ partes }) => partes));
    const refusal = isFirst && plan.refuseAll?.(estado);
    if (refusal) return yield* rejected([{ fila: 0, celdas: [], ...refusal }, ...plan.rechazadas]);
    isFirst = false;
    const filas = compare(registros, estado);
    const taken = filas.filter((it) => "partes" in it);
    fingerprint.add(taken.flatMap(({ partes }) => partes), estado);
    refused.push(...filas.filter((it) => it.clase === "rechazada"));
    yield taken;
  }
  yield* rejected([...refused, ...plan.rechazadas].toSorted((a, b) => a.fila - b.fila));
  const gone = each(await plan.listGone(db), (nombre): Fila => {
    return { clase: "desaparecida", fila: null, nombre };
  });
  yield* chunks(gone, AT_ONCE);
}

/** A row that is not taken; one that was compared has a name already. */
type Rehusada = Rechazada & { nombre?: string };

function rejected(rechazadas: readonly Rehusada[]): AsyncGenerator<Fila[]> {
  const filas = each(rechazadas, (it): Fila => {
    const nombre = it.fila ? `fila ${it.fila}` : "todo el archivo";
    return { nombre, ...it, clase: "rechazada" };
  });
  return chunks(filas, AT_ONCE);
}

async function manualHours(db: Db): Promise<Manual> {
  const hours = await listManual(db, "programa_formacion");
  return new Map([...hours].map(([key, campos]) => [nameOf("horas_programa", [key]), campos]));
}
