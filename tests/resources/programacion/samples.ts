import type { Proposal, StoredSession } from "@/resources/programacion/rules/clashes.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import type { Limite } from "@/resources/programacion/rules/hour_limits.ts";

/** A Tuesday in the middle of the sample ficha's life. */
export const TUESDAY = "2026-07-14";

export const ANA = {
  id_usuario: 5,
  nombre_completo: "Ana Ríos",
  id_rol: 3,
  estado: true,
  cod_centro: 9121,
  tipo_contrato: "Planta",
};

export const FICHA = {
  cod_ficha: 2847248,
  cod_centro: 9121,
  cod_programa: 228118,
  la_version: 1,
  estado_grupo: "En ejecución",
  modalidad: "PRESENCIAL",
  fecha_inicio: "2026-02-02",
  fecha_fin: "2027-02-01",
  id_ambiente: 7,
  num_total_aprendices_activos: 28,
};

export const AULA = {
  id_ambiente: 7,
  nombre_ambiente: "Aula 101",
  cod_centro: 9121,
  estado: true,
  num_max_aprendices: 30,
};

export const PLANTA_WEEK: Limite = {
  tipo_contrato: "planta",
  unidad: "semana",
  max_horas: 32,
  vigente_desde: "2004-01-01",
  vigente_hasta: null,
  cod_centro: null,
  efecto: "aviso",
};

/** Nothing stands against a proposal of `proposal()` in these facts. */
export function facts(changes: Partial<BookingContext> = {}): BookingContext {
  return {
    fichas: new Map([[FICHA.cod_ficha, FICHA]]),
    instructores: new Map([[ANA.id_usuario, ANA]]),
    ambientes: new Map([[AULA.id_ambiente, AULA]]),
    competencias: new Map([[36180, { nombre: "Programar", horas: 100 }]]),
    resultados: new Map([[593147, { nombre: "Escribir pruebas", cod_competencia: 36180 }]]),
    enlaces: new Set(["228118:1:36180"]),
    cerrados: new Map([["2026-07-13", "Virgen de Chiquinquirá"]]),
    sesiones: [],
    otrosDias: [],
    limites: [],
    programados: new Map(),
    dictan: new Map(),
    ajenos: new Set(),
    ...changes,
  };
}

export function slot(hora_inicio: string, hora_fin: string, fecha_programada = TUESDAY) {
  return { fecha_programada, hora_inicio: `${hora_inicio}:00`, hora_fin: `${hora_fin}:00` };
}

/** From 08:00 to 10:00 on the sample Tuesday, in its ficha's room. */
export function proposal(changes: Partial<Proposal> = {}): Proposal {
  return {
    ...slot("08:00", "10:00"),
    id_instructor: ANA.id_usuario,
    cod_ficha: FICHA.cod_ficha,
    id_ambiente: AULA.id_ambiente,
    cod_competencia: 36180,
    cod_resultado: 593147,
    ...changes,
  };
}

/** Session 12, of the same instructor, ficha and room as `proposal()`, at the same time. */
export function stored(changes: Partial<StoredSession> = {}): StoredSession {
  return {
    ...slot("08:00", "10:00"),
    id_programacion: 12,
    id_instructor: ANA.id_usuario,
    cod_ficha: FICHA.cod_ficha,
    id_ambiente: AULA.id_ambiente,
    estado: "programada",
    instructor: ANA.nombre_completo,
    ambiente: AULA.nombre_ambiente,
    ...changes,
  };
}
