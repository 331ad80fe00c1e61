import * as z from "zod";
import { booleanInUrl, Mensaje } from "@/http/schemas.ts";
import { Conflicto } from "@/http/text/problem.ts";
import { Afectadas } from "@/resources/programacion/upcoming/schemas.ts";

export const ModoGrupo = z.object({
  simular: booleanInUrl.optional().describe("Con true dice qué pasaría y no escribe nada"),
  forzar: booleanInUrl.optional().describe("Con true, como `forzar` en el cuerpo, sin motivo"),
});

const Movidas = z.object({
  sesiones_movidas: z.int().describe("Sesiones por venir que cambian de ambiente con la ficha"),
  avisos: z.array(Conflicto).describe("Lo que conviene saber: aforo, lo que se forzó"),
});

export const GrupoCambiado = Mensaje.extend({
  ...Movidas.partial().shape,
  afectadas: Afectadas.optional(),
}).meta({ id: "GrupoCambiado" });

export const SimulacionGrupo = Movidas.extend({
  valida: z.boolean().describe("Si se podría guardar así"),
  conflictos: z.array(Conflicto),
  afectadas: Afectadas.optional().describe("Las que quedarían así, también si se fuerza"),
}).meta({ id: "SimulacionGrupo" });
