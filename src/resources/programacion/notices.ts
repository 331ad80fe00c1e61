import type { Aviso } from "@/resources/notificaciones/queries.ts";
import { shortTime } from "@/time/spanish.ts";

/** What a notice tells about a session. */
export type NoticeSession = {
  id_instructor: number;
  nombre_instructor: string;
  cod_ficha: number;
  fecha_programada: string;
  hora_inicio: string;
  hora_fin: string;
  nombre_competencia: string;
  nombre_resultado: string;
  nombre_ambiente: string | null;
};

/** The words of the older server, with its hours that have no zero in front. */
export function assignedNotice(sesion: NoticeSession): Aviso {
  const { id_instructor, cod_ficha, nombre_competencia, fecha_programada } = sesion;
  const [from, to] = [sesion.hora_inicio, sesion.hora_fin].map((hora) => hora.replace(/^0/, ""));
  const mensaje = `Has sido asignado a la ficha ${cod_ficha} en la competencia ` +
    `${nombre_competencia} para el día ${fecha_programada} de ${from} a ${to}.`;
  return toldOf("Nueva sesión", id_instructor, mensaje);
}

const SHOWN: [name: string, value: (sesion: NoticeSession) => string][] = [
  ["ficha", ({ cod_ficha }) => String(cod_ficha)],
  ["fecha", ({ fecha_programada }) => fecha_programada],
  ["hora", (sesion) => `${shortTime(sesion.hora_inicio)} a ${shortTime(sesion.hora_fin)}`],
  ["ambiente", ({ nombre_ambiente }) => nombre_ambiente ?? "ninguno"],
  ["competencia", ({ nombre_competencia }) => shortened(nombre_competencia)],
  ["resultado", ({ nombre_resultado }) => shortened(nombre_resultado)],
];

/** Nobody is told of a change that shows nowhere. */
export function changeNotices(before: NoticeSession, after: NoticeSession): Aviso[] {
  if (before.id_instructor !== after.id_instructor) {
    const mensaje = `Ya no orienta la sesión de ${which(before)}: pasó a ` +
      `${after.nombre_instructor}.`;
    return [toldOf("Sesión reasignada", before.id_instructor, mensaje), assignedNotice(after)];
  }
  const changes = SHOWN.filter(([, value]) => value(before) !== value(after))
    .map(([name, value]) => `${name}: ${value(before)} → ${value(after)}`);
  if (changes.length === 0) return [];
  const mensaje = `Cambió su sesión de ${which(before)}. ${changes.join("; ")}.`;
  return [toldOf("Sesión cambiada", after.id_instructor, mensaje)];
}

export function cancelledNotice(sesion: NoticeSession, motivo: string): Aviso {
  const mensaje = `Se canceló su sesión de ${which(sesion)}. Motivo: ${motivo}`;
  return toldOf("Sesión cancelada", sesion.id_instructor, mensaje);
}

export function restoredNotice(sesion: NoticeSession): Aviso {
  const mensaje = `Se reactivó su sesión de ${which(sesion)}.`;
  return toldOf("Sesión reactivada", sesion.id_instructor, mensaje);
}

export function removedNotice(sesion: NoticeSession): Aviso {
  const mensaje = `Se borró su sesión de ${which(sesion)}.`;
  return toldOf("Sesión borrada", sesion.id_instructor, mensaje);
}

function toldOf(titulo: string, id_usuario: number, mensaje: string): Aviso {
  return { id_usuario, tipo: "programacion", titulo, mensaje };
}

function which({ cod_ficha, fecha_programada, hora_inicio, hora_fin }: NoticeSession): string {
  const hours = `de ${shortTime(hora_inicio)} a ${shortTime(hora_fin)}`;
  return `la ficha ${cod_ficha} del ${fecha_programada} ${hours}`;
}

const MAX_NAME = 100;

// Names go up to 500 characters and a notice to 1,000.
function shortened(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}
