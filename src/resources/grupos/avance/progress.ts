import type { Ficha } from "@/resources/grupos/ficha.ts";
import type { ConteoJuicios } from "@/resources/grupos/juicios.ts";
import { fits, remainingCapacity } from "@/resources/programacion/rules/capacity.ts";
import { type Slot, sumOf, toHours } from "@/time/times.ts";
import type { AvanceGrupo, Juicios } from "./schemas.ts";

export type Taught = Slot & { cod_competencia: number; cod_resultado: number };

export type Curriculum = {
  cod_competencia: number;
  nombre: string;
  horas: number | null;
  resultados: { cod_resultado: number; nombre: string }[];
}[];

type Given = {
  ficha: Ficha;
  curriculum: Curriculum;
  /** Of the ficha, all without the cancelled ones. */
  sesiones: readonly Taught[];
  conteos: readonly ConteoJuicios[];
  cerrados: ReadonlyMap<string, string>;
  /** Local, `YYYY-MM-DD HH:MM:SS`. */
  now: string;
};

/** How far a ficha has come with its programme, and whether the rest still fits. */
export function progressOf(given: Given): AvanceGrupo {
  const { ficha, curriculum, sesiones, conteos, now } = given;
  const judged = Map.groupBy(conteos, ({ cod_resultado }) => cod_resultado);
  const byCompetencia = Map.groupBy(sesiones, ({ cod_competencia }) => cod_competencia);
  const rows = curriculum.map(({ cod_competencia, nombre, horas, resultados }) => {
    const own = byCompetencia.get(cod_competencia) ?? [];
    const byResultado = Map.groupBy(own, ({ cod_resultado }) => cod_resultado);
    // Imports bring competencias without hours: zero says nobody knows yet.
    const budget = horas || null;
    return {
      missing: budget === null ? null : Math.max(0, budget * 60 - sumOf(own)),
      own,
      shown: {
        ...{ cod_competencia, nombre, horas: budget },
        ...hoursOf(own, now),
        ...totalOf(resultados.flatMap((it) => judged.get(it.cod_resultado) ?? [])),
        resultados: resultados.map(({ cod_resultado, nombre }) => ({
          ...{ cod_resultado, nombre },
          ...hoursOf(byResultado.get(cod_resultado) ?? [], now),
          ...totalOf(judged.get(cod_resultado) ?? []),
        })),
      },
    };
  });
  const missing = rows.reduce((total, row) => total + (row.missing ?? 0), 0);
  const ofProgramme = rows.flatMap(({ own }) => own);
  const { horas_programadas, horas_dictadas } = hoursOf(ofProgramme, now);
  return {
    cod_ficha: ficha.cod_ficha,
    fecha_fin: ficha.fecha_fin,
    horas: rows.reduce((total, { shown }) => total + (shown.horas ?? 0), 0),
    horas_programadas,
    horas_dictadas,
    horas_por_programar: toHours(missing),
    horas_fuera_de_programa: toHours(sumOf(sesiones) - sumOf(ofProgramme)),
    competencias_sin_horas: rows.filter((row) => row.missing === null).length,
    ...roomLeft(missing, given),
    juicios_al: conteos.map(({ fecha_reporte }) => fecha_reporte ?? "").toSorted().at(-1) || null,
    competencias: rows.map(({ shown, missing }) => ({
      ...shown,
      horas_por_programar: missing === null ? null : toHours(missing),
    })),
  };
}

function hoursOf(sessions: readonly Taught[], now: string) {
  const past = sessions.filter(({ fecha_programada, hora_fin }) =>
    `${fecha_programada} ${hora_fin}` <= now
  );
  return {
    horas_programadas: toHours(sumOf(sessions)),
    horas_dictadas: toHours(sumOf(past)),
    sin_programar: sessions.length === 0,
  };
}

/** Nothing where nothing was counted, which is not the same as zeros. */
function totalOf(conteos: readonly ConteoJuicios[]) {
  const sum = (field: keyof Juicios | "retirados") =>
    conteos.reduce((total, conteo) => total + conteo[field], 0);
  const juicios: Juicios | null = conteos.length === 0 ? null : {
    aprobados: sum("aprobados"),
    no_aprobados: sum("no_aprobados"),
    por_evaluar: sum("por_evaluar"),
  };
  return { juicios, juicios_de_retirados: sum("retirados") };
}

function roomLeft(missing: number, { ficha, sesiones, cerrados, now }: Given) {
  const { fecha_inicio, fecha_fin } = ficha;
  if (fecha_fin === null) {
    const mensaje = "La ficha no tiene fecha de fin: no se sabe si cabe lo que falta.";
    return { dias_disponibles: null, horas_que_caben: null, cabe: null, mensaje };
  }
  const today = now.slice(0, 10);
  const desde = fecha_inicio !== null && fecha_inicio > today ? fecha_inicio : today;
  const capacity = remainingCapacity({ desde, fecha_fin, ficha, cerrados, sesiones });
  const { cabe, mensaje } = fits(missing, capacity.minutos);
  return {
    dias_disponibles: capacity.dias,
    horas_que_caben: toHours(capacity.minutos),
    cabe,
    mensaje,
  };
}
