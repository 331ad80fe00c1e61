import { resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { TIPOS } from "@/resources/importaciones/reports/tipos.ts";

const Arguments = z.object({
  file: z.string().min(1),
  tipo: z.enum(TIPOS).optional(),
  /** Applies it without asking. */
  confirmar: z.boolean().default(false),
  /** With `confirmar`: also where newer data are there. */
  anterior: z.boolean().optional(),
});
export type Order = z.infer<typeof Arguments>;

const USAGE = `Uso: deno task import ARCHIVO [--tipo=${
  TIPOS.join("|")
}] [--confirmar [--anterior]]`;

/**
 * @param folder where a relative path starts
 * @throws an Error that says how it is used
 */
export function readArguments(args: string[], folder: string): Order {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        tipo: { type: "string" },
        confirmar: { type: "boolean" },
        anterior: { type: "boolean" },
      },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (others.length > 0) throw new Error(USAGE);
    const order = Arguments.parse({ ...values, file });
    return { ...order, file: resolve(folder, order.file) };
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}
