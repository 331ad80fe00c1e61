import { type Config, databaseHosts } from "./config/config.ts";
import { DatabaseUnavailableError } from "./db/db.ts";
import { SchemaError } from "./db/setup/schema_check.ts";

/** What the drivers and the system hang on their errors. */
type Failure = { errno?: unknown; errcode?: unknown; code?: unknown; message: string };

/**
 * One line in Spanish on why a command does not start: what, which file or variable, and what next. The
 * words of the driver or the system follow in brackets, for whoever has to look further.
 */
export function explainFailure(error: unknown, config: Config | undefined): string {
  const failures = chainOf(error);
  if (error instanceof SchemaError) return error.message;
  for (const failure of config ? failures : []) {
    const words = config && (ofServer(failure, config) ?? ofFile(failure, config));
    if (words) return oneLine(`${words} (${failure.message})`);
  }
  return error instanceof Error ? error.message : String(error);
}

/** What a driver or the system said, the innermost first; our own words have nothing below them. */
function chainOf(error: unknown): Failure[] {
  if (!(error instanceof Error)) return [];
  const cause = error instanceof DatabaseUnavailableError ? error.cause : undefined;
  return [...chainOf(cause), error as Failure];
}

function ofServer({ errno, code, message }: Failure, config: Config): string | undefined {
  if (!config.DB_HOST) return undefined;
  const { DB_USER, DB_NAME, DB_SSL_CA } = config;
  const hosts = databaseHosts(config).map(({ host, port }) => `${host}:${port}`).join(", ");
  const grant = `GRANT ALL ON ${DB_NAME}.* TO '${DB_USER}'@'%'`;
  const lacksGrant = `Al usuario "${DB_USER}" le falta un permiso en la base de datos ` +
    `"${DB_NAME}" de ${hosts}: con un administrador del servidor ejecute ${grant}`;
  const byNumber: Record<number, string> = {
    1040: `El servidor de base de datos ${hosts} no admite más conexiones: baje DB_POOL_SIZE o ` +
      "suba max_connections en el servidor",
    1044: lacksGrant,
    1045: `El servidor de base de datos ${hosts} no acepta al usuario "${DB_USER}" con esa ` +
      "contraseña: revise DB_USER y DB_PASSWORD",
    1049: `No existe la base de datos "${DB_NAME}" en ${hosts}: revise DB_NAME, o créela con ` +
      `CREATE DATABASE ${DB_NAME} CHARACTER SET utf8mb4`,
    1130: `El servidor de base de datos ${hosts} no admite conexiones desde esta máquina: revise ` +
      `desde dónde puede entrar el usuario "${DB_USER}"`,
    1142: lacksGrant,
    1143: lacksGrant,
    1227: lacksGrant,
    1290: `El servidor de base de datos ${hosts} es de solo lectura: revise DB_HOST, o quite ` +
      "read_only en el servidor",
    1370: lacksGrant,
    1698:
      `El servidor de base de datos ${hosts} no acepta al usuario "${DB_USER}": revise DB_USER ` +
      "y DB_PASSWORD",
  };
  const known = byNumber[Number(errno)];
  if (known) return known;
  if (/certificate|SSL|TLS|altname|self.signed/i.test(`${code} ${message}`)) {
    return `No se pudo hacer una conexión cifrada y de confianza con ${hosts}: revise que DB_SSL_CA ` +
      `${DB_SSL_CA ? "sea la autoridad del certificado de ese servidor" : "esté puesta"}, que su ` +
      "nombre sea el de DB_HOST y que el servidor use TLS";
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || /lookup address|getaddrinfo/.test(message)) {
    return `No se encuentra el servidor de base de datos ${hosts}: revise DB_HOST`;
  }
  if (code === "ECONNREFUSED" || /refused/i.test(message)) {
    return `Nada responde en ${hosts}: revise DB_HOST y DB_PORT, y que el servidor de base de datos ` +
      "esté encendido";
  }
  const isSilent = /no connection in time|no answer in|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/;
  if (isSilent.test(`${code} ${message}`)) {
    return `El servidor de base de datos ${hosts} no responde: revise DB_HOST, DB_PORT y la red`;
  }
  return undefined;
}

/** The files and the port of this machine. */
function ofFile(failure: Failure, config: Config): string | undefined {
  const { DB_HOST, DB_FILE, DB_SSL_CA = "", HOST, PORT } = config;
  const { message } = failure;
  if (failure instanceof Deno.errors.AddrInUse) {
    return `El puerto ${PORT} de ${HOST} ya está en uso: detenga el proceso que lo usa, o cambie PORT`;
  }
  if (failure instanceof Deno.errors.AddrNotAvailable) {
    return `La dirección ${HOST} no es de esta máquina: revise HOST`;
  }
  if (/listen/.test(message) && failure instanceof Deno.errors.PermissionDenied) {
    return `No se puede escuchar en el puerto ${PORT} de ${HOST}: use en PORT uno mayor que 1023`;
  }
  if (DB_HOST) {
    if (!DB_SSL_CA || !message.includes(DB_SSL_CA)) return undefined;
    return `No se puede leer el certificado ${DB_SSL_CA}: revise DB_SSL_CA`;
  }
  // SQLite tells what it met while it opened the file by its words alone.
  const code = Number(failure.errcode) & 0xff;
  if (code === 26 || /not a database/.test(message)) {
    return `El archivo ${DB_FILE} no es una base de datos de SQLite: revise DB_FILE, o quite de ahí ` +
      "ese archivo";
  }
  if (code === 11 || /malformed/.test(message)) {
    return `El archivo ${DB_FILE} está dañado: restaure una copia de seguridad (DB_FILE)`;
  }
  if (code === 13 || /disk is full/.test(message)) {
    return `El disco de ${DB_FILE} está lleno: libere espacio, o cambie DB_FILE`;
  }
  // A path in the message tells this file from one that is to be imported.
  const folder = DB_FILE.replace(/[^/]*$/, "") || DB_FILE;
  const isOurs = isSystemError(failure) && message.includes(folder);
  if (isOurs || [3, 8, 10, 14].includes(code) || UNWRITABLE.test(message)) {
    return `No se puede escribir la base de datos ${DB_FILE}: revise DB_FILE y que el usuario que ` +
      "arranca el programa pueda escribir en esa carpeta";
  }
  return undefined;
}

const UNWRITABLE =
  /unable to open database|readonly database|disk I\/O error|SQLITE_(?:PERM|IOERR)/;

function isSystemError(failure: Failure): boolean {
  return Object.values(Deno.errors).some((kind) => failure instanceof kind);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, " ");
}
