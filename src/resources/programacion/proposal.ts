import { ApiError } from "@/http/text/problem.ts";
import type { Proposal, Requested } from "./rules/clashes.ts";
import type { CambiosProgramacion, NuevaProgramacion, Programacion } from "./schemas.ts";

export function proposalOf({ id_ambiente, ...nueva }: NuevaProgramacion): Requested {
  const { permitir_no_laborable: _, forzar: __, ...sesion } = nueva;
  return { ...sesion, id_ambiente: id_ambiente ?? undefined };
}

/**
 * The session with its changes. It keeps its ambiente, or that it has none, unless another is named;
 * another ficha brings its own, and so does null.
 */
export function changed(before: Programacion, cambios: CambiosProgramacion): Requested {
  const { permitir_no_laborable: _, forzar: __, ...given } = cambios;
  if (Object.values(given).every((value) => value === undefined)) throw unchanged();
  if (before.estado === "cancelada") {
    const detail = `La programación ${before.id_programacion} está cancelada; reactívela antes`;
    throw new ApiError("conflicto", detail);
  }
  const moves = given.cod_ficha !== undefined && given.cod_ficha !== before.cod_ficha;
  const { id_ambiente = moves ? null : undefined } = given;
  const kept = asProposal(before);
  return {
    id_programacion: before.id_programacion,
    id_instructor: given.id_instructor ?? kept.id_instructor,
    cod_ficha: given.cod_ficha ?? kept.cod_ficha,
    fecha_programada: given.fecha_programada ?? kept.fecha_programada,
    hora_inicio: given.hora_inicio ?? kept.hora_inicio,
    hora_fin: given.hora_fin ?? kept.hora_fin,
    cod_competencia: given.cod_competencia ?? kept.cod_competencia,
    cod_resultado: given.cod_resultado ?? kept.cod_resultado,
    id_ambiente: id_ambiente === undefined ? kept.id_ambiente : id_ambiente ?? undefined,
  };
}

export function asProposal(sesion: Programacion): Proposal {
  return {
    id_programacion: sesion.id_programacion,
    id_instructor: sesion.id_instructor,
    cod_ficha: sesion.cod_ficha,
    id_ambiente: sesion.id_ambiente,
    fecha_programada: sesion.fecha_programada,
    hora_inicio: sesion.hora_inicio,
    hora_fin: sesion.hora_fin,
    cod_competencia: sesion.cod_competencia,
    cod_resultado: sesion.cod_resultado,
  };
}

// The words of the older server, whose clients show them.
function unchanged(): ApiError {
  return new ApiError("no-encontrado", "Programación no encontrada o sin cambios para aplicar");
}
