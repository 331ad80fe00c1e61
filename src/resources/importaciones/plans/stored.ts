import * as z from "zod";
import { ParteComparada } from "./compare.ts";

/** What is kept of a row of a preview besides its kind, its number and its name. */
export const Detalle = z.union([
  z.object({ partes: z.array(ParteComparada) }),
  z.object({
    columna: z.string(),
    motivo: z.string(),
    celdas: z.array(z.union([z.string(), z.number(), z.null()])),
  }),
  z.object({}),
]);
export type Detalle = z.infer<typeof Detalle>;
