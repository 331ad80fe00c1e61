import { byStart, type Slot, toMinutes } from "@/time/times.ts";

const COLUMNS = {
  instructor: "id_instructor",
  ficha: "cod_ficha",
  ambiente: "id_ambiente",
} as const;

export type Resource = keyof typeof COLUMNS;

const RESOURCES: Resource[] = ["instructor", "ficha", "ambiente"];

/** What a session occupies; a null ambiente occupies none (a virtual session). */
export type Booking = Slot & {
  id_instructor: number;
  cod_ficha: number;
  id_ambiente: number | null;
};

/** A session to be written; the id says which stored session it replaces. */
export type Proposal = Booking & {
  id_programacion?: number;
  cod_competencia: number;
  cod_resultado: number;
};

/** A session as it is asked for: without `id_ambiente` its ficha says where, see `roomFor()`. */
export type Requested = Omit<Proposal, "id_ambiente"> & { id_ambiente: number | null | undefined };

/** A session as the database has it, with the names a message needs. */
export type StoredSession = Booking & {
  id_programacion: number;
  estado: "programada" | "cancelada";
  instructor: string;
  ambiente: string | null;
};

/** What of a stored session counts where only hours are added up. */
export type TimedSession =
  & Slot
  & Pick<StoredSession, "id_programacion" | "id_instructor" | "estado">;

/** Both take place at once somewhere. Half-open: touching is no overlap. */
export function overlaps(a: Slot, b: Slot): boolean {
  return a.fecha_programada === b.fecha_programada &&
    toMinutes(a.hora_inicio) < toMinutes(b.hora_fin) &&
    toMinutes(a.hora_fin) > toMinutes(b.hora_inicio);
}

/**
 * For each proposal, by position, the stored sessions it cannot stand beside. Cancelled sessions
 * and those which any of the proposals replaces block nothing.
 */
export function findClashes(
  proposals: readonly Proposal[],
  stored: readonly StoredSession[],
): { tipo: Resource; con: StoredSession }[][] {
  const standing = blocking(proposals, stored);
  const occupied = RESOURCES.map((tipo) => ({ tipo, buckets: bucketsOf(tipo, standing) }));
  return proposals.map((proposal) =>
    occupied.flatMap(({ tipo, buckets }) =>
      (buckets.get(keyOf(tipo, proposal) ?? "") ?? [])
        .filter((con) => overlaps(proposal, con))
        .map((con) => ({ tipo, con }))
    )
  );
}

/** The stored sessions that still count once the proposals are in. */
export function blocking<S extends Pick<StoredSession, "id_programacion" | "estado">>(
  proposals: readonly { id_programacion?: number }[],
  stored: readonly S[],
): S[] {
  const replaced = new Set(proposals.map(({ id_programacion }) => id_programacion));
  return stored.filter((session) =>
    session.estado !== "cancelada" && !replaced.has(session.id_programacion)
  );
}

/** Each pair of bookings of one list that clash, once per resource; `a` starts no later than `b`. */
export function clashesAmong<B extends Booking>(
  bookings: readonly B[],
): { tipo: Resource; a: B; b: B }[] {
  return RESOURCES.flatMap((tipo) =>
    [...bucketsOf(tipo, bookings).values()].flatMap((bucket) =>
      pairsOf(bucket).map(([a, b]) => ({ tipo, a, b }))
    )
  );
}

function pairsOf<B extends Booking>(bucket: B[]): [B, B][] {
  const sorted = bucket.toSorted(byStart);
  return sorted.flatMap((a, position) => {
    const pairs: [B, B][] = [];
    // Sorted by start: after the first that starts once `a` is over, all the others do too.
    for (let next = position + 1; next < sorted.length; next++) {
      const b = sorted[next];
      if (!b || toMinutes(b.hora_inicio) >= toMinutes(a.hora_fin)) break;
      if (overlaps(a, b)) pairs.push([a, b]);
    }
    return pairs;
  });
}

/** Bookings that share one resource on one date: the only ones that can clash. */
function bucketsOf<B extends Booking>(tipo: Resource, bookings: readonly B[]): Map<string, B[]> {
  const buckets = new Map<string, B[]>();
  for (const booking of bookings) {
    const key = keyOf(tipo, booking);
    if (key === undefined) continue;
    const bucket = buckets.get(key);
    if (bucket) bucket.push(booking);
    else buckets.set(key, [booking]);
  }
  return buckets;
}

function keyOf(tipo: Resource, booking: Booking): string | undefined {
  const id = booking[COLUMNS[tipo]];
  return id === null ? undefined : `${booking.fecha_programada} ${id}`;
}
