/** A file that cannot be imported. Its message is Spanish: what is wrong and what to do about it. */
export class UnreadableFileError extends Error {
  override name = "UnreadableFileError";
}

/** More files than the queue holds wait to be read: try again later. */
export class OverloadedError extends Error {
  override name = "OverloadedError";
}

export function damaged(cause?: unknown): UnreadableFileError {
  return new UnreadableFileError(
    "El archivo está incompleto o dañado: descárguelo de nuevo y vuelva a subirlo.",
    { cause },
  );
}

export function encrypted(): UnreadableFileError {
  return new UnreadableFileError(
    "El archivo está protegido con contraseña: ábralo, quítele la contraseña, guárdelo y vuelva a subirlo.",
  );
}

export function datesFrom1904(): UnreadableFileError {
  return new UnreadableFileError(
    "El libro cuenta las fechas desde 1904 y se leerían corridas: guárdelo sin esa opción y vuelva a subirlo.",
  );
}

/** @param what in Spanish, after "El archivo": what it is instead of a report */
export function unknown(what: string): UnreadableFileError {
  return new UnreadableFileError(
    `El archivo ${what}: suba el reporte como sale de SOFIA Plus (.xlsx, .xls, texto separado por «;», comas o tabulaciones, o un ZIP con uno de ellos).`,
  );
}

/** @param limit what the file goes over, in Spanish: "60.000 filas" */
export function tooLarge(limit: string): UnreadableFileError {
  return new UnreadableFileError(
    `El archivo pasa de ${limit}, que es lo más que se lee: borre lo que sobra (hojas, filas o columnas vacías con formato) o divídalo en varios.`,
  );
}

export function tooManyRows(): UnreadableFileError {
  return tooLarge("60.000 filas");
}
