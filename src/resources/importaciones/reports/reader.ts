import { Worker } from "node:worker_threads";
import {
  OverloadedError,
  tooLarge,
  UnreadableFileError,
} from "@/resources/importaciones/files/errors.ts";
import { hand, type Handed } from "@/resources/importaciones/files/handed.ts";
import type { RegistroDf14 } from "./df14.ts";
import type { Juicios } from "./juicios.ts";
import type { RegistroPe04 } from "./pe04.ts";
import type { Resumen } from "./read_import.ts";
import type { Rechazada } from "./report.ts";
import type { Tipo } from "./tipos.ts";
import type { Answer, Task } from "./worker.ts";

/** A file as it was read. What `filas`, `encabezados` and `ausentes` are, `Resumen` says. */
export type Lectura =
  & Pick<Resumen, "filas" | "encabezados" | "ausentes" | "fecha_reporte">
  & { rechazadas: Rechazada[] }
  & (
    | { tipo: "pe04"; registros: RegistroPe04[] }
    | { tipo: "df14"; registros: RegistroDf14[] }
    | { tipo: "juicios"; juicios: Juicios }
  );

export type SheetReader = {
  /**
   * @param file stays the caller's, unless it is handed over
   * @param tipo the report it must be; else it is recognised
   * @param onRows how many rows have come so far
   * @throws UnreadableFileError or OverloadedError
   */
  read(
    file: Uint8Array | Handed,
    options?: { tipo?: Tipo | undefined; onRows?: ((rows: number) => void) | undefined },
  ): Promise<Lectura>;
  /** The rejected rows as an .xlsx. @throws OverloadedError */
  writeRechazadas(encabezados: string[], rechazadas: Rechazada[]): Promise<Uint8Array>;
  /** Ends what is running; who waits for it is told so. */
  close(): void;
};

// Of the JavaScript heap; what is outside of it, the limits on expanded files bound.
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 };

/**
 * Reads and writes spreadsheets in a worker, one at a time: they take all of a processor and more
 * memory than anything else. Each has a worker of its own, so that nothing of a file stays behind.
 * @param deadline in ms, for a file from when its turn has come
 * @param waiting how many may wait for their turn
 */
export function createSheetReader({ deadline = 30_000, waiting = 4 } = {}): SheetReader {
  let queue: Promise<unknown> = Promise.resolve();
  let inside = 0;
  const closing = new AbortController();

  async function run(task: () => Task, take: (answer: Answer) => void): Promise<void> {
    if (closing.signal.aborted || inside > waiting) throw overloaded();
    inside++;
    const turn = queue.then(() => perform(task(), take, deadline, closing.signal));
    queue = turn.catch(() => {}).finally(() => inside--);
    await turn;
  }

  return {
    async read(file, { tipo, onRows } = {}) {
      const pe04: RegistroPe04[] = [], df14: RegistroDf14[] = [], rechazadas: Rechazada[] = [];
      const result = Promise.withResolvers<Resumen>();
      // What stays the caller's is copied, and not before its turn.
      const task = () => ({
        act: "read" as const,
        file: file instanceof Uint8Array ? hand(new Uint8Array(file)) : file,
        expected: tipo,
      });
      await run(task, (answer) => {
        if (answer.kind === "read") result.resolve(answer.resumen);
        if (answer.kind !== "batch") return;
        pe04.push(...answer.batch.pe04);
        df14.push(...answer.batch.df14);
        rechazadas.push(...answer.batch.rechazadas);
        onRows?.(pe04.length + df14.length + rechazadas.length);
      });
      const resumen = await result.promise;
      switch (resumen.tipo) {
        case "pe04":
          return { ...resumen, tipo: "pe04", registros: pe04, rechazadas };
        case "df14":
          return { ...resumen, tipo: "df14", registros: df14, rechazadas };
        case "juicios":
          return { ...resumen, rechazadas };
      }
    },

    async writeRechazadas(encabezados, rechazadas) {
      const file = Promise.withResolvers<ArrayBuffer>();
      await run(() => ({ act: "write", encabezados, rechazadas }), (answer) => {
        if (answer.kind === "written") file.resolve(answer.file);
      });
      return new Uint8Array(await file.promise);
    },

    close: () => closing.abort(),
  };
}

/** Does one task in a worker of its own, which is gone when the promise settles. */
async function perform(
  task: Task,
  take: (answer: Answer) => void,
  deadline: number,
  closing: AbortSignal,
): Promise<void> {
  if (closing.aborted) throw overloaded();
  const done = Promise.withResolvers<void>();
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    resourceLimits: LIMITS,
  });
  worker.postMessage(task, task.act === "read" ? [task.file.buffer] : []);
  const stop = () => done.reject(overloaded());
  const timer = setTimeout(() => done.reject(tooSlow()), deadline);
  closing.addEventListener("abort", stop);
  worker.on("message", (answer: Answer) => {
    if (answer.kind === "refused") return done.reject(new UnreadableFileError(answer.message));
    take(answer);
    if (answer.kind !== "batch") done.resolve();
  });
  worker.on("error", (error: Error & { code?: string }) => {
    const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    done.reject(full ? tooLarge("la memoria que hay para leerlo") : error);
  });
  worker.on("exit", () => done.reject(new Error("The sheet worker ended without an answer")));
  try {
    await done.promise;
  } finally {
    clearTimeout(timer);
    closing.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

function overloaded(): OverloadedError {
  return new OverloadedError(
    "Hay demasiados archivos en espera de leerse: vuelva a intentar en un minuto.",
  );
}

function tooSlow(): UnreadableFileError {
  return new UnreadableFileError(
    "El archivo tarda demasiado en leerse: genérelo de nuevo, o divídalo en varios, y vuelva a subirlo.",
  );
}
