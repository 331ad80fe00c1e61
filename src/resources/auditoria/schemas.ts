import * as z from "zod";
import { date, dateTime, idInUrl, line, Paginacion } from "@/http/schemas.ts";

const registrado = z.looseObject({}).nullable();

export const Auditoria = z.object({
  id_auditoria: z.int(),
  fecha: dateTime,
  id_usuario: z.int().nullable().describe("Nulo si nadie había iniciado sesión"),
  nombre_usuario: z.string().nullable(),
  cod_centro: z.int().nullable(),
  accion: z.string().describe("crear, cambiar, borrar, o el acto por su nombre"),
  tabla: z.string(),
  registro: z.string().describe("La clave del registro"),
  antes: registrado.describe("Como estaba; nulo si no existía"),
  despues: registrado.describe("Como quedó; nulo si se borró"),
  request_id: z.string(),
}).meta({
  id: "Auditoria",
  example: {
    id_auditoria: 41,
    fecha: "2026-07-06T08:00:00",
    id_usuario: 2,
    nombre_usuario: "Adán Peña",
    cod_centro: 9121,
    accion: "cambiar",
    tabla: "metas",
    registro: "7",
    antes: { id_meta: 7, valor: 400 },
    despues: { id_meta: 7, valor: 450 },
    request_id: "0b6c1a52-6d4e-4d0a-9d6b-3f7f0f2c9f11",
  },
});

export const FiltroAuditoria = Paginacion.extend({
  id_usuario: idInUrl.optional().describe("Quién lo hizo"),
  tabla: line(1, 40).optional(),
  registro: line(1, 60).optional(),
  accion: line(1, 30).optional(),
  desde: date.optional(),
  hasta: date.optional().describe("Este día entra completo"),
});

export type FiltroAuditoria = z.infer<typeof FiltroAuditoria>;
