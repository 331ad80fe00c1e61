import * as z from "zod";
import { Attachment } from "@/http/body/attachment.ts";
import { booleanInUrl, dateTime, idInUrl, Paginacion } from "@/http/schemas.ts";
import { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";
import { TIPOS } from "./reports/tipos.ts";

export const CLASES = ["nueva", "cambiada", "igual", "desaparecida", "rechazada"] as const;
export const ESTADOS = [
  "leyendo",
  "previa",
  "confirmada",
  "revertida",
  "vencida",
  "fallida",
] as const;

const Conteo = z.object({ nuevas: z.int(), cambiadas: z.int(), iguales: z.int() });

/** How many rows of each kind, and how many records of each table they speak of. */
export const Conteos = z.object({
  filas: Conteo.extend({ desaparecidas: z.int(), rechazadas: z.int() }),
  tablas: z.record(z.string(), Conteo),
});
export type Conteos = z.infer<typeof Conteos>;

export const Importacion = z.object({
  id_importacion: z.int(),
  tipo: z.enum(TIPOS).nullable().describe("null mientras se reconoce"),
  archivo: z.string(),
  estado: z.enum(ESTADOS),
  porcentaje: z.int().nullable()
    .describe("Cuánto va de lo que se está haciendo; 100 si no se hace nada, null si no sirvió"),
  motivo: z.string().nullable().describe("Por qué es fallida"),
  id_usuario: z.int().nullable(),
  nombre_usuario: z.string().nullable(),
  cod_centro: z.int().nullable().describe("null si el archivo puede traer cualquier centro"),
  total_filas: z.int().describe("Filas de la tabla del archivo"),
  conteos: Conteos.nullable(),
  fecha_reporte: z.string().nullable().describe("De qué día son los datos, según el archivo"),
  anterior_a: z.string().nullable()
    .describe("De qué día son los datos más nuevos que ya había; confirmarla pide decirlo"),
  avisos: z.array(z.string()).describe("Lo que hay que saber antes de confirmar"),
  afectadas: Afectadas.nullable().describe(
    "Sesiones por venir que dejan de ser válidas: las que dejaría la previa al confirmarla, o las " +
      "que dejó la confirmación o la reversión; null si no se ha mirado",
  ),
  creada_en: dateTime,
  vence_en: dateTime.describe("Hasta cuándo se puede confirmar"),
  confirmada_en: dateTime.nullable(),
  revertida_en: dateTime.nullable(),
}).meta({
  id: "Importacion",
  example: {
    id_importacion: 12,
    tipo: "pe04",
    archivo: "PE-04 julio.xlsx",
    estado: "previa",
    porcentaje: 100,
    motivo: null,
    id_usuario: 2,
    nombre_usuario: "Adán Peña",
    cod_centro: 9121,
    total_filas: 75,
    conteos: {
      filas: { nuevas: 10, cambiadas: 20, iguales: 43, desaparecidas: 1, rechazadas: 2 },
      tablas: { grupo: { nuevas: 10, cambiadas: 15, iguales: 48 } },
    },
    fecha_reporte: "2026-06-30",
    anterior_a: null,
    avisos: ["Al archivo le falta la columna ETAPA_FICHA: esos datos quedan como estaban"],
    afectadas: { total: 0, primeras: [] },
    creada_en: "2026-07-06T08:00:00",
    vence_en: "2026-07-07T08:00:00",
    confirmada_en: null,
    revertida_en: null,
  },
});
export type Importacion = z.infer<typeof Importacion>;

const Valor = z.union([z.string(), z.number()]).nullable();

const Cambio = z.object({
  tabla: z.string(),
  registro: z.string().describe("Su código; con barras si son varios"),
  campo: z.string(),
  antes: Valor,
  despues: Valor,
});

export const FilaImportacion = z.object({
  clase: z.enum(CLASES),
  fila: z.int().nullable().describe("En la hoja; null si lo dicen varias filas o ninguna"),
  nombre: z.string().describe("De qué trata: ficha 2847248"),
  columna: z.string().nullable().describe("De una rechazada, el encabezado de lo que está mal"),
  motivo: z.string().nullable().describe("Por qué se rechaza"),
  cambios: z.array(Cambio),
}).meta({
  id: "FilaImportacion",
  example: {
    clase: "cambiada",
    fila: 6,
    nombre: "ficha 2847248",
    columna: null,
    motivo: null,
    cambios: [{
      ...{ tabla: "grupo", registro: "2847248", campo: "etapa" },
      ...{ antes: "LECTIVA", despues: "PRACTICA" },
    }],
  },
});

export const Previa = Importacion.extend({
  filas: z.object({ items: z.array(FilaImportacion), total_items: z.int() })
    .describe("Las primeras que no son iguales; las demás, en GET /importaciones/{id}/filas"),
}).meta({ id: "PreviaImportacion" });

const Adjunto = z.instanceof(Attachment, { error: "Adjunte el archivo en el campo file" })
  .refine(({ bytes }) => bytes.length > 0, "El archivo está vacío")
  .meta({ type: "string", format: "binary" });

export const Archivo = z.object({ file: Adjunto }).meta({ id: "ArchivoSofia" });

export const NuevaImportacion = z.object({
  file: Adjunto,
  tipo: z.enum(TIPOS).optional().describe("Sin él se reconoce por los encabezados"),
}).meta({ id: "NuevaImportacion" });

export const FiltroImportaciones = Paginacion.extend({
  tipo: z.enum(TIPOS).optional(),
  estado: z.enum(ESTADOS).optional(),
});

export const FiltroFilas = Paginacion.extend({ clase: z.enum(CLASES).optional() });

export const IdImportacion = z.object({ id: idInUrl });

export const Confirmacion = z.object({
  confirmar_anterior: booleanInUrl.optional()
    .describe("true si el reporte es de antes que lo que ya hay y aun así se quiere"),
});

const errores = z.array(z.string()).describe("Una por fila rechazada, con su número y su motivo");

/** What the older clients read after an upload. */
export const Resultado = {
  pe04: z.object({
    mensaje: z.string(),
    regionales_procesadas: z.int(),
    centros_procesados: z.int(),
    programas_procesados: z.int(),
    grupos_procesados: z.int(),
    datos_grupo_procesados: z.int(),
    errores,
  }).meta({ id: "ResultadoPe04" }),
  df14: z.object({
    mensaje: z.string(),
    programas_actualizados: z.int(),
    datos_grupo_actualizados: z.int(),
    errores,
  }).meta({ id: "ResultadoDf14" }),
  juicios: z.object({
    mensaje: z.string(),
    ficha_caracterizacion: z.int().nullable(),
    competencias_procesadas: z.int(),
    resultados_procesados: z.int(),
    registros_evaluaciones: z.int().describe("Juicios de aprendices que se contaron"),
    errores,
  }).meta({ id: "ResultadoJuicios" }),
};
