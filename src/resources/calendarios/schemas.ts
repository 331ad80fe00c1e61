import * as z from "zod";
import { dateTime, id, idInUrl, line, Paginacion } from "@/http/schemas.ts";

const Tipo = z.enum(["instructor", "ficha", "ambiente"]);

export const Calendario = z.object({
  id_calendario: z.int(),
  tipo: Tipo.describe("De quién o de qué son las sesiones"),
  id: z.int().describe("id_instructor, cod_ficha o id_ambiente, según el tipo"),
  nombre: z.string().nullable().describe("Del instructor o ambiente; de la ficha, su programa"),
  nota: z.string().nullable(),
  cod_centro: z.int(),
  id_usuario: z.int().describe("Quién lo creó: muestra lo que esa persona ve"),
  nombre_usuario: z.string(),
  creado_en: dateTime,
}).meta({
  id: "Calendario",
  example: {
    id_calendario: 4,
    tipo: "instructor",
    id: 3,
    nombre: "Inés Mejía",
    nota: "El de mi teléfono",
    cod_centro: 9121,
    id_usuario: 3,
    nombre_usuario: "Inés Mejía",
    creado_en: "2026-07-06T08:00:00",
  },
});

export const NuevoCalendario = z.object({
  tipo: Tipo,
  id: id.describe("id_instructor, cod_ficha o id_ambiente, según el tipo"),
  nota: line(1, 80).optional().describe("Para reconocerlo el día que haya que revocarlo"),
}).meta({
  id: "NuevoCalendario",
  example: { tipo: "instructor", id: 3, nota: "El de mi teléfono" },
});

export const CalendarioCreado = z.object({
  id_calendario: z.int().describe("Con él se revoca"),
  ruta: z.string().describe("La dirección secreta en este servidor; no se vuelve a mostrar"),
}).meta({
  id: "CalendarioCreado",
  example: {
    id_calendario: 4,
    ruta: "/calendarios/Q2Fsw6lkZWxRdWluZMOtb1BlcmVpcmFBcm1lbmlhXzE.ics",
  },
});

export const FiltroCalendarios = Paginacion.extend({
  tipo: Tipo.optional(),
  id: idInUrl.optional(),
  id_usuario: idInUrl.optional().describe("Quién lo creó"),
});

export type Calendario = z.infer<typeof Calendario>;
export type NuevoCalendario = z.infer<typeof NuevoCalendario>;
export type FiltroCalendarios = z.infer<typeof FiltroCalendarios>;
