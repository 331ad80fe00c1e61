import * as z from "zod";
import { id, idInUrl, line } from "@/http/schemas.ts";

export const Regional = z.object({
  cod_regional: z.int().describe("El código del departamento según el DANE"),
  nombre: z.string(),
}).meta({ id: "Regional", example: { cod_regional: 66, nombre: "REGIONAL RISARALDA" } });

export const CambiosRegional = z.object({ nombre: line(1, 80) })
  .meta({ id: "CambiosRegional", example: { nombre: "REGIONAL RISARALDA" } });

export const NuevaRegional = CambiosRegional.extend({ cod_regional: id })
  .meta({ id: "NuevaRegional", example: { cod_regional: 66, nombre: "REGIONAL RISARALDA" } });

export const CodigoRegional = z.object({ cod_regional: idInUrl });

export const RegionalCreada = z.object({ message: z.string(), cod_regional: z.int() })
  .meta({ id: "RegionalCreada" });

export type NuevaRegional = z.infer<typeof NuevaRegional>;
export type CambiosRegional = z.infer<typeof CambiosRegional>;
