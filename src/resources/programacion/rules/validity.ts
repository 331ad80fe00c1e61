import { closedDay } from "@/time/dates.ts";
import { readableDate, sameText } from "@/time/spanish.ts";
import { MIN_MINUTES, minutesOf } from "@/time/times.ts";
import type { Proposal } from "./clashes.ts";
import { type BookingContext, type FichaFacts, linkKey } from "./facts.ts";
import { type Reason, reason } from "./reasons.ts";

const ROL_INSTRUCTOR = 3;
/** First words of `estado_grupo` after which nothing is programmed any more. */
const CLOSED = ["terminada", "terminado", "cancelada", "cancelado", "cerrada", "cerrado"];

export type FieldError = { campo: string; mensaje: string };

/** What no permission mends and is answered with 422: the hours, and a resultado out of place. */
export function fieldErrors(
  proposal: Omit<Proposal, "id_ambiente">,
  { resultados }: Pick<BookingContext, "resultados">,
) {
  const { cod_competencia, cod_resultado } = proposal;
  const errors: FieldError[] = [...timeErrors(proposal)];
  if (resultados.get(cod_resultado)?.cod_competencia !== cod_competencia) {
    const mensaje = `El resultado ${cod_resultado} no es de la competencia ${cod_competencia}; ` +
      "elija uno de sus resultados.";
    errors.push({ campo: "cod_resultado", mensaje });
  }
  return errors;
}

export function timeErrors(slot: { hora_inicio: string; hora_fin: string }): FieldError[] {
  const minutes = minutesOf(slot);
  if (minutes <= 0) {
    return [{ campo: "hora_fin", mensaje: "La hora de fin debe ser posterior a la de inicio." }];
  }
  if (minutes < MIN_MINUTES) {
    const mensaje = `La sesión debe durar al menos ${MIN_MINUTES} minutos.`;
    return [{ campo: "hora_fin", mensaje }];
  }
  return [];
}

export function isVirtual({ modalidad }: Pick<FichaFacts, "modalidad">): boolean {
  return sameText(modalidad, "virtual");
}

export function isClosed(estado_grupo: string | null): boolean {
  const [first = ""] = (estado_grupo ?? "").trim().split(/\s+/);
  return CLOSED.some((word) => sameText(word, first));
}

/** Rules about the ficha, its dates and the day itself. */
export function dateReasons(
  { cod_ficha, fecha_programada }: Pick<Proposal, "cod_ficha" | "fecha_programada">,
  facts: Pick<BookingContext, "fichas" | "cerrados">,
): Reason[] {
  const ficha = facts.fichas.get(cod_ficha);
  if (!ficha) return [reason("ficha_cerrada", `No existe la ficha ${cod_ficha}; elija otra.`)];
  const { fecha_inicio, fecha_fin, estado_grupo } = ficha;
  const day = readableDate(fecha_programada);
  const found: Reason[] = [];
  if (isClosed(estado_grupo)) {
    const mensaje = `La ficha ${cod_ficha} está en estado "${estado_grupo}"; elija otra ficha.`;
    found.push(reason("ficha_cerrada", mensaje));
  }
  if (fecha_inicio !== null && fecha_programada < fecha_inicio) {
    const start = `La ficha ${cod_ficha} empieza el ${readableDate(fecha_inicio)}`;
    found.push(reason("fuera_de_ficha", `${start} y la sesión es el ${day}; elija otra fecha.`));
  }
  if (fecha_fin !== null && fecha_programada > fecha_fin) {
    const end = `La ficha ${cod_ficha} termina el ${readableDate(fecha_fin)}`;
    found.push(reason("fuera_de_ficha", `${end} y la sesión es el ${day}; elija otra fecha.`));
  }
  return [...found, ...closedReasons(fecha_programada, facts.cerrados)];
}

export function closedReasons(fecha: string, cerrados: ReadonlyMap<string, string>): Reason[] {
  const closed = closedDay(fecha, cerrados);
  if (closed === undefined) return [];
  const mensaje = `El ${readableDate(fecha)} no es laborable (${closed}); elija otra fecha.`;
  return [reason("no_laborable", mensaje)];
}

export function instructorReasons(
  { id_instructor, cod_ficha }: Proposal,
  { instructores, fichas }: BookingContext,
): Reason[] {
  const persona = instructores.get(id_instructor);
  const why = (text: string) => [reason("instructor_no_valido", text)];
  if (!persona) return why(`No existe el instructor ${id_instructor}; elija otro.`);
  const { nombre_completo, estado, id_rol, cod_centro } = persona;
  const problems = [
    ...(estado ? [] : ["está inactivo"]),
    ...(id_rol === ROL_INSTRUCTOR ? [] : ["no tiene el rol de instructor"]),
    ...(cod_centro === fichas.get(cod_ficha)?.cod_centro ? [] : ["no es del centro de la ficha"]),
  ];
  return problems.flatMap((problem) =>
    why(`${nombre_completo} ${problem}; elija otro instructor.`)
  );
}

export function competenciaReasons(
  { cod_ficha, cod_competencia, cod_resultado }: Proposal,
  { fichas, enlaces, resultados }: BookingContext,
): Reason[] {
  const ficha = fichas.get(cod_ficha);
  if (!ficha) return [];
  const resultado = resultados.get(cod_resultado);
  if (resultado && resultado.cod_competencia !== cod_competencia) {
    const mensaje = `El resultado ${cod_resultado} pasó a la competencia ` +
      `${resultado.cod_competencia}; elija uno de la competencia ${cod_competencia}.`;
    return [reason("competencia_no_valida", mensaje)];
  }
  if (enlaces.has(linkKey(ficha, cod_competencia))) return [];
  const programme = `${ficha.cod_programa} versión ${ficha.la_version}`;
  const mensaje = `La competencia ${cod_competencia} no está en el programa ${programme} de la ` +
    `ficha ${cod_ficha}; elija otra o enlácela al programa.`;
  return [reason("competencia_no_valida", mensaje)];
}
