import * as z from "zod";
import { boolean, line } from "@/http/schemas.ts";

/** What only an admin may ask for: see `settle()`. */
export const Permisos = z.object({
  permitir_no_laborable: boolean.optional().describe("Solo administradores: en domingo o festivo"),
  forzar: z.object({ motivo: line(5, 200) }).optional().describe(
    "Solo administradores: guarda a pesar de lo que se puede pasar por alto. Nunca un cruce del " +
      "mismo instructor",
  ),
});

/** They change nothing by themselves. */
export const PERMISOS = Object.keys(Permisos.shape);

export type Permisos = z.infer<typeof Permisos>;
