import * as z from "zod";
import { boolean, booleanInUrl, dateTime, pageOf, Paginacion } from "@/http/schemas.ts";

export const TIPOS = ["programacion", "ficha", "instructor", "importacion", "aviso"] as const;

export const Notificacion = z.object({
  titulo: z.string(),
  tipo: z.enum(TIPOS).describe("De qué trata; aviso es cualquier otra cosa"),
  mensaje: z.string(),
  leida: boolean,
  id_notificacion: z.int(),
  fecha_creacion: dateTime,
}).meta({
  id: "Notificacion",
  example: {
    titulo: "Nueva sesión",
    tipo: "programacion",
    mensaje: "Has sido asignado a la ficha 2847248 para el día 2026-07-13 de 7:00:00 a 12:00:00.",
    leida: false,
    id_notificacion: 12,
    fecha_creacion: "2026-07-06T08:00:00",
  },
});

export const FiltroNotificaciones = Paginacion.extend({
  leida: booleanInUrl.optional().describe("false: solo las que faltan por leer"),
  orden: z.enum(["recientes", "no_leidas"]).default("recientes")
    .describe("no_leidas pone primero las que faltan por leer"),
});

export const PaginaNotificaciones = pageOf(Notificacion).meta({ id: "PaginaNotificaciones" });

export const Conteo = z.object({ no_leidas: z.int(), total: z.int() })
  .meta({ id: "ConteoNotificaciones", example: { no_leidas: 3, total: 40 } });

export const Leidas = z.object({ message: z.string(), cantidad: z.int() }).meta({
  id: "NotificacionesLeidas",
  example: { message: "Notificaciones marcadas como leídas", cantidad: 3 },
});

export type TipoNotificacion = typeof TIPOS[number];
export type Notificacion = z.infer<typeof Notificacion>;
export type FiltroNotificaciones = z.infer<typeof FiltroNotificaciones>;
