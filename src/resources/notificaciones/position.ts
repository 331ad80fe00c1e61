import type { Notificacion } from "./schemas.ts";

/** A place in the row of a user's notices. The time says it and not the id alone: on a cluster the
 * ids are not in the order of time. */
export type Position = { fecha_creacion: string; id_notificacion: number };

/** As the client gives it back in `Last-Event-ID`. */
export function positionOf({ fecha_creacion, id_notificacion }: Notificacion): string {
  return `${fecha_creacion}_${id_notificacion}`;
}

/** @returns undefined for what is not a position, which is as good as none */
export function readPosition(text: string | undefined): Position | undefined {
  const found = text?.match(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)_([1-9]\d{0,9})$/);
  if (!found) return undefined;
  return { fecha_creacion: `${found[1]} ${found[2]}`, id_notificacion: Number(found[3]) };
}
