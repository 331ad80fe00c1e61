import { readableSlot } from "@/time/spanish.ts";
import type { Slot } from "@/time/times.ts";
import type { Resource, StoredSession } from "./clashes.ts";

export type Tipo =
  | Resource
  | "no_laborable"
  | "fuera_de_ficha"
  | "ficha_cerrada"
  | "instructor_no_valido"
  | "ambiente_no_valido"
  | "competencia_no_valida"
  | "limite_horas"
  | "sin_ambiente"
  | "capacidad"
  | "presupuesto"
  | "resultado_repetido"
  | "resultado_ajeno";

/** The other session, as a refusal shows it. */
export type Con = {
  id_programacion: number;
  cod_ficha: number;
  instructor: string;
  ambiente: string | null;
  fecha_programada: string;
  hora_inicio: string;
  hora_fin: string;
};

export type Reason = { tipo: Tipo; mensaje: string; con: Con | null };

/** What stands against a session, and what is only worth knowing. */
export type Verdict = { conflictos: Reason[]; avisos: Reason[] };

export function reason(tipo: Tipo, mensaje: string): Reason {
  return { tipo, mensaje, con: null };
}

const NEXT_STEP: Record<Resource, string> = {
  instructor: "Elija otra hora u otro instructor.",
  ficha: "Elija otra hora o cancele esa sesión.",
  ambiente: "Elija otra hora u otro ambiente.",
};

type Other = Omit<StoredSession, "estado">;

/** Which sessions the caller may learn about; without it, all of them. */
export type Reader = (other: { id_instructor: number; cod_ficha: number }) => boolean;

const OCCUPIED: Record<Resource, string> = {
  instructor: "El instructor ya está ocupado a esa hora",
  ficha: "La ficha ya está ocupada a esa hora",
  ambiente: "El ambiente ya está ocupado a esa hora",
};

/** A clash with a session that has a number already: which one, where the caller may read it. */
export function clashReason(tipo: Resource, other: Other, mayRead: Reader = () => true): Reason {
  if (!mayRead(other)) return reason(tipo, `${OCCUPIED[tipo]}. ${NEXT_STEP[tipo]}`);
  const { id_programacion, cod_ficha, instructor, ambiente } = other;
  const { fecha_programada, hora_inicio, hora_fin } = other;
  const room = ambiente === null ? "" : ` en ${ambiente}`;
  const what = {
    instructor: `${instructor} ya tiene sesión con la ficha ${cod_ficha}${room}`,
    ficha: `La ficha ${cod_ficha} ya tiene sesión con ${instructor}${room}`,
    ambiente: `${ambiente} ya está ocupado por la ficha ${cod_ficha} con ${instructor}`,
  }[tipo];
  const which = `${readableSlot(other)} (programación ${id_programacion})`;
  return {
    tipo,
    mensaje: `${what} ${which}. ${NEXT_STEP[tipo]}`,
    con: {
      id_programacion,
      cod_ficha,
      instructor,
      ambiente,
      fecha_programada,
      hora_inicio,
      hora_fin,
    },
  };
}

/** A clash with a session of the same request, which has no number yet. */
export function siblingReason(tipo: Resource, other: Slot): Reason {
  const where = `otra sesión de esta misma solicitud, ${readableSlot(other)}`;
  return reason(tipo, `Se cruza por ${tipo} con ${where}. ${NEXT_STEP[tipo]}`);
}
