import type { StoredSession, TimedSession } from "./clashes.ts";
import type { Contrato, Limite } from "./hour_limits.ts";
import type { Reader } from "./reasons.ts";

export type FichaFacts = {
  cod_ficha: number;
  cod_centro: number;
  cod_programa: number;
  la_version: number;
  estado_grupo: string | null;
  modalidad: string | null;
  fecha_inicio: string | null;
  fecha_fin: string | null;
  id_ambiente: number | null;
  num_total_aprendices_activos: number | null;
};

export type InstructorFacts = Contrato & {
  id_usuario: number;
  nombre_completo: string;
  id_rol: number;
  estado: boolean;
};

export type AmbienteFacts = {
  id_ambiente: number;
  nombre_ambiente: string;
  cod_centro: number;
  estado: boolean;
  num_max_aprendices: number;
};

export type CompetenciaFacts = { nombre: string; horas: number | null };
export type ResultadoFacts = { nombre: string; cod_competencia: number };

/** All that the checks of a list of proposals look at, loaded before; each map by its id. */
export type BookingContext = {
  fichas: ReadonlyMap<number, FichaFacts>;
  instructores: ReadonlyMap<number, InstructorFacts>;
  ambientes: ReadonlyMap<number, AmbienteFacts>;
  competencias: ReadonlyMap<number, CompetenciaFacts>;
  resultados: ReadonlyMap<number, ResultadoFacts>;
  /** Resultados that the judgements give to other programmes than the ficha's, by `outcomeKey`. */
  ajenos: ReadonlySet<string>;
  /** Which of the other sessions the caller may learn about. */
  mayRead?: Reader | undefined;
  /** Links programme and version - competencia, by `linkKey`. */
  enlaces: ReadonlySet<string>;
  /** Holidays and the centre's closed days: date -> name. Sundays need not be in it. */
  cerrados: ReadonlyMap<string, string>;
  /**
   * On the dates of the proposals, those of the same instructor, ficha or ambiente. Replaced and
   * cancelled ones may be among them.
   */
  sesiones: readonly StoredSession[];
  /** The instructor's on the other dates of the weeks and months touched; likewise. */
  otrosDias: readonly TimedSession[];
  limites: readonly Limite[];
  /** `budgetKey` -> minutes programmed so far, without the sessions that the proposals replace. */
  programados: ReadonlyMap<string, number>;
  /** `outcomeKey` -> who else teaches that resultado to that ficha. */
  dictan: ReadonlyMap<string, readonly { id_instructor: number; instructor: string }[]>;
};

/** What other sessions say: it holds only once nobody can book what the proposals do. */
export type OtherSessions = Pick<
  BookingContext,
  "sesiones" | "otrosDias" | "programados" | "dictan"
>;

export function linkKey(
  { cod_programa, la_version }: Pick<FichaFacts, "cod_programa" | "la_version">,
  cod_competencia: number,
): string {
  return `${cod_programa}:${la_version}:${cod_competencia}`;
}

export function budgetKey(
  { cod_ficha, cod_competencia }: { cod_ficha: number; cod_competencia: number },
): string {
  return `${cod_ficha}:${cod_competencia}`;
}

export function outcomeKey(
  { cod_ficha, cod_resultado }: { cod_ficha: number; cod_resultado: number },
): string {
  return `${cod_ficha}:${cod_resultado}`;
}
