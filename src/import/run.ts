import { MAX_UPLOAD, MIB } from "@/http/body/rule.ts";
import { localDateTime } from "@/http/clock.ts";
import { SUPERADMIN } from "@/http/schemas.ts";
import { confirm } from "@/resources/importaciones/acts.ts";
import type { Importing } from "@/resources/importaciones/imports.ts";
import { type Leido, preview } from "@/resources/importaciones/preview.ts";
import type { Order } from "./arguments.ts";

/** Whoever may run commands here may import any centre. */
const OPERATOR = {
  id_usuario: 0,
  id_rol: SUPERADMIN,
  estado: true,
  cod_centro: 0,
  version_sesion: 0,
} as const;

const SHOWN = 20;

type Terminal = { say: (text: string) => void; ask: (question: string) => boolean };

/**
 * Previews a file, says what it comes to and, once that is agreed to, applies it.
 * @throws an Error, in words, when it cannot be read or the data changed meanwhile
 */
export async function importFile(
  given: Omit<Importing, "user">,
  { file, tipo, confirmar, anterior: wanted }: Order,
  { say, ask }: Terminal,
): Promise<void> {
  const importing = { ...given, user: OPERATOR };
  const archivo = file.replace(/^.*[/\\]/, "");
  const { id, ...leido } = await preview(importing, { archivo, bytes: await read(file), tipo });
  for (const line of summaryOf(archivo, leido)) say(line);
  const { nuevas, cambiadas } = leido.conteos.filas;
  if (nuevas + cambiadas === 0) return say("No hay nada que cambiar.");
  if (confirmar && leido.anterior_a && !wanted) {
    return say("No se aplicó: repita con --anterior si quiere volver a esos datos.");
  }
  if (!confirmar && !ask("¿Aplicar estos cambios? (s/n)")) {
    return say(`No se aplicó. Queda por un día: POST /importaciones/${id}/confirmar`);
  }
  const now = localDateTime(given.clock), anterior = leido.anterior_a !== null;
  await confirm(importing, { user: undefined, requestId: "import", now }, id, { anterior });
  say(`Aplicado. Para deshacerlo: POST /importaciones/${id}/revertir`);
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = await Deno.stat(file);
    if (size > MAX_UPLOAD) throw new Error(`${file} pasa de ${MAX_UPLOAD / MIB} MiB; divídalo`);
    return await Deno.readFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`No existe el archivo ${file}`, { cause: error });
  }
}

function summaryOf(archivo: string, leido: Omit<Leido, "id">): string[] {
  const { lectura, conteos, rechazadas, avisos } = leido;
  const { nuevas, cambiadas, iguales, desaparecidas, rechazadas: many } = conteos.filas;
  const reasons = rechazadas.slice(0, SHOWN)
    .map(({ nombre, motivo }) => `  ${nombre}: ${motivo}`);
  const more = rechazadas.length > SHOWN ? [`  y ${rechazadas.length - SHOWN} más`] : [];
  return [
    `${archivo}: ${lectura.tipo}, ${lectura.filas} filas`,
    `${nuevas} nuevas, ${cambiadas} cambiadas, ${iguales} iguales, ` +
    `${desaparecidas} que ya no vienen (no se borran), ${many} rechazadas`,
    ...avisos,
    ...reasons,
    ...more,
  ];
}
