import { Buffer } from "node:buffer";
import { parentPort } from "node:worker_threads";
import { damaged, UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import type { Handed } from "@/resources/importaciones/files/handed.ts";
import type { RegistroDf14 } from "./df14.ts";
import type { RegistroPe04 } from "./pe04.ts";
import { readImport, type Resumen } from "./read_import.ts";
import { writeRechazadas } from "./rejected_workbook.ts";
import type { Rechazada } from "./report.ts";
import type { Tipo } from "./tipos.ts";

// Bytes travel as an ArrayBuffer: of a Uint8Array, Deno 2.9 visits every single byte on its way into
// a worker of this kind (10 MB: 4 s and 320 MB).
export type Task =
  | { act: "read"; file: Handed; expected: Tipo | undefined }
  | { act: "write"; encabezados: string[]; rechazadas: Rechazada[] };

/** What a reading sends, a few at a time: whoever takes it must not be held up. */
type Batch = { pe04: RegistroPe04[]; df14: RegistroDf14[]; rechazadas: Rechazada[] };

export type Answer =
  | { kind: "batch"; batch: Batch }
  | { kind: "read"; resumen: Resumen }
  | { kind: "written"; file: ArrayBuffer }
  | { kind: "refused"; message: string };

const BATCH = 25;

parentPort?.once("message", (task: Task) => {
  try {
    if (task.act === "read") read(task);
    else send({ kind: "written", file: writeRechazadas(task.encabezados, task.rechazadas) });
  } catch (error) {
    send({ kind: "refused", message: refusalOf(task, error).message });
  }
});

// A tag with millions of attributes, for one, is more than a pattern can hold: RangeError.
function refusalOf({ act }: Task, error: unknown): UnreadableFileError {
  if (error instanceof UnreadableFileError) return error;
  if (act === "read" && error instanceof RangeError) return damaged(error);
  throw error;
}

function read({ file, expected }: Extract<Task, { act: "read" }>): void {
  let batch: Batch = { pe04: [], df14: [], rechazadas: [] };
  function flush() {
    send({ kind: "batch", batch });
    batch = { pe04: [], df14: [], rechazadas: [] };
  }
  function add<T>(list: T[], item: T) {
    if (list.push(item) === BATCH) flush();
  }
  const resumen = readImport(Buffer.from(file.buffer, file.start, file.length), expected, {
    pe04: (registro) => add(batch.pe04, registro),
    df14: (registro) => add(batch.df14, registro),
    rechazada: (rechazada) => add(batch.rechazadas, rechazada),
  });
  flush();
  send({ kind: "read", resumen });
}

function send(answer: Answer): void {
  parentPort?.postMessage(answer);
}
