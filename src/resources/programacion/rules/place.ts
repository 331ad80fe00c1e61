import type { Proposal } from "./clashes.ts";
import type { BookingContext, FichaFacts } from "./facts.ts";
import { type Reason, reason } from "./reasons.ts";
import { isVirtual } from "./validity.ts";

/**
 * The ambiente that a session is given when it is booked.
 * @param wanted null for none; undefined leaves it to the ficha. A virtual ficha occupies none.
 */
export function roomFor(
  wanted: number | null | undefined,
  ficha: Pick<FichaFacts, "modalidad" | "id_ambiente"> | undefined,
): number | null {
  if (ficha && isVirtual(ficha)) return null;
  return wanted === undefined ? ficha?.id_ambiente ?? null : wanted;
}

export function roomReasons(
  { id_ambiente, cod_ficha }: Proposal,
  { ambientes, fichas }: BookingContext,
): Reason[] {
  if (id_ambiente === null) return [];
  const room = ambientes.get(id_ambiente);
  const why = (text: string) => [reason("ambiente_no_valido", text)];
  if (!room) return why(`No existe el ambiente ${id_ambiente}; elija otro.`);
  const problems = [
    ...(room.estado ? [] : ["está inactivo"]),
    ...(room.cod_centro === fichas.get(cod_ficha)?.cod_centro
      ? []
      : ["no es del centro de la ficha"]),
  ];
  return problems.flatMap((problem) => why(`${room.nombre_ambiente} ${problem}; elija otro.`));
}

/** What became of the room of a stored session; a session that is booked has the one that is due. */
export function placeReasons(
  { id_ambiente, cod_ficha }: Proposal,
  { fichas, ambientes }: Pick<BookingContext, "fichas" | "ambientes">,
): Reason[] {
  const ficha = fichas.get(cod_ficha);
  if (!ficha) return [];
  const nameOf = (id: number) => ambientes.get(id)?.nombre_ambiente ?? `el ambiente ${id}`;
  if (isVirtual(ficha)) {
    if (id_ambiente === null) return [];
    const mensaje =
      `La ficha ${cod_ficha} es virtual y esta sesión ocupa ${nameOf(id_ambiente)}; ` +
      "quítele el ambiente.";
    return [reason("ambiente_no_valido", mensaje)];
  }
  if (id_ambiente !== null || ficha.id_ambiente === null) return [];
  const mensaje = `Esta sesión no tiene ambiente y la ficha ${cod_ficha} está en ` +
    `${nameOf(ficha.id_ambiente)}; asígnele uno.`;
  return [reason("sin_ambiente", mensaje)];
}
