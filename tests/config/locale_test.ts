import assert from "node:assert/strict";
import * as z from "zod";
import "@/config/locale.ts";

const CASES: [schema: z.ZodType, input: unknown, said: string][] = [
  [z.string(), undefined, "Es obligatorio"],
  [z.enum(["semana", "mes"]), undefined, "Es obligatorio"],
  [z.string(), 5, "Debe ser texto"],
  [z.int(), 1.5, "Debe ser un número entero"],
  [z.number(), "5", "Debe ser un número"],
  [z.number(), null, "Debe ser un número"],
  [z.boolean(), "sí", "Debe ser true o false"],
  [z.array(z.string()), {}, "Debe ser una lista"],
  [z.object({}), [], "Debe ser un objeto"],
  [z.enum(["semana", "mes"]), "día", "Debe ser uno de: semana, mes"],
  [z.literal("HS256"), "none", "Debe ser HS256"],
  [z.int().min(1), 0, "Debe ser al menos 1"],
  [z.int().max(7), 8, "Debe ser como máximo 7"],
  [z.string().min(3), "ab", "Debe tener al menos 3 caracteres"],
  [z.string().min(1), "", "No puede estar vacío"],
  [z.string().max(1), "ab", "Debe tener como máximo 1 carácter"],
  [z.array(z.int()).min(1), [], "No puede estar vacío"],
  [z.array(z.int()).max(2), [1, 2, 3], "Debe tener como máximo 2 elementos"],
  [z.email(), "ana", "Escriba un correo válido"],
];

for (const [schema, input, said] of CASES) {
  Deno.test(`${JSON.stringify(input) ?? "nothing"} is told: ${said}`, () => {
    assert.equal(schema.safeParse(input).error?.issues[0]?.message, said);
  });
}
