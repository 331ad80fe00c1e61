import type { Db } from "@/db/db.ts";
import { invalidData } from "@/http/router.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { prepare, type Prepared } from "@/resources/programacion/booking.ts";
import { refuseFields } from "@/resources/programacion/refusal.ts";
import { roomFor } from "@/resources/programacion/rules/place.ts";
import { addDays } from "@/time/dates.ts";
import {
  expandSeries,
  MAX_DAYS,
  type Series,
  seriesErrors,
  type SeriesPlan,
} from "./rules/expand.ts";
import type { NuevaSerie } from "./schemas/nueva.ts";

export type PlannedSeries = Prepared & { series: Series };

/** Who is taught by whom and where; the rest of a series is its plan. */
type Who = Pick<NuevaSerie, "cod_ficha" | "id_instructor" | "id_ambiente">;

/** What a series asks for, but for what its ficha and its centre add. */
export type Wish = Who & Omit<SeriesPlan, "ficha" | "cerrados">;

export function wishOf(nueva: NuevaSerie): Wish {
  const { cod_ficha, id_instructor, id_ambiente, patrones, desde } = nueva;
  return {
    ...{ cod_ficha, id_instructor, patrones, desde },
    id_ambiente: id_ambiente ?? null,
    temas: nueva.temas.map((tema) => ({ ...tema, horas: tema.horas ?? null })),
    hasta: nueva.hasta ?? null,
    horas_objetivo: nueva.horas_objetivo ?? null,
    festivos: nueva.festivos ?? "saltar",
    permitir_no_laborable: nueva.permitir_no_laborable ?? false,
  };
}

/**
 * The sessions of a series and what the checks of all of them look at, read before the transaction.
 * @throws ApiError 403, 404 or 422 as `prepare()`, and 422 for a plan that makes no sense
 */
export async function planSeries(
  db: Db,
  user: UsuarioSesion,
  wish: Wish,
): Promise<PlannedSeries> {
  const { cod_ficha, id_instructor, desde } = wish;
  // What it asks of the ficha's calendar is unknown as yet: any will do for what it says itself.
  const unknown = { ficha: { fecha_inicio: null, fecha_fin: null }, cerrados: new Map() };
  refuseFields(seriesErrors({ ...wish, ...unknown }));
  const { known } = await prepare(db, user, samplesOf(wish));
  const ficha = known.fichas.get(cod_ficha);
  if (!ficha) throw new Error(`Ficha ${cod_ficha} is known and not there`);
  const hasta = addDays(desde, MAX_DAYS);
  const cerrados = await nonWorkingDays(db, ficha.cod_centro, { desde, hasta });
  const series = expandSeries({ ...wish, ficha, cerrados });
  if (series.sesiones.length === 0) throw nothingToProgram(desde);
  const id_ambiente = roomFor(wish.id_ambiente ?? undefined, ficha);
  const proposals = series.sesiones.map((sesion) => ({
    ...sesion,
    ...{ cod_ficha, id_instructor, id_ambiente },
  }));
  return { proposals, known: { ...known, cerrados }, series };
}

/** One session per tema, which names all that the real ones will. */
function samplesOf({ cod_ficha, id_instructor, id_ambiente, temas, patrones, desde }: Wish) {
  const { hora_inicio = "", hora_fin = "" } = patrones[0] ?? {};
  return temas.map(({ cod_competencia, cod_resultado }) => ({
    ...{ cod_ficha, id_instructor, id_ambiente: id_ambiente ?? null },
    ...{ cod_competencia, cod_resultado, fecha_programada: desde, hora_inicio, hora_fin },
  }));
}

function nothingToProgram(desde: string) {
  const message = `Desde el ${desde}, con esos días y dentro de las fechas de la ficha, no queda ` +
    "ninguna fecha laborable; revise desde, hasta y los días.";
  return invalidData([{ path: ["desde"], message }]);
}
