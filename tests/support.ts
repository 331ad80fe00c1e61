import { readConfig } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { Clock } from "@/http/clock.ts";
import type { Mailer } from "@/http/router.ts";
import { UsuarioSesion } from "@/http/schemas.ts";
import { createSessions } from "@/http/tokens.ts";
import { getUsuarioSesion } from "@/resources/access/queries.ts";
import type { FeedSettings } from "@/resources/notificaciones/feed.ts";
import { assemble } from "@/start.ts";
import { watched } from "./audit/watch.ts";
import { checkAnswer } from "./contract/answers.ts";
import { openTestDb, whereIs } from "./database.ts";

export const SECRET = "a secret that only the tests use, 0123456789";

/** bcrypt at its cheapest: what is tested here is not its strength. */
export const config = readConfig({ DB_FILE: ":memory:", JWT_SECRET: SECRET, BCRYPT_COST: "4" });

/**
 * The users of every test, by id. The first three are of CENTRO and named for their role; FOREIGN_*
 * are their like in OTHER_CENTRO; COLLEAGUE is a second instructor and PEER a second admin of CENTRO.
 */
export const SUPERADMIN = 1, ADMIN = 2, INSTRUCTOR = 3, INACTIVE = 4;
export const FOREIGN_ADMIN = 5, FOREIGN_INSTRUCTOR = 6, COLLEAGUE = 7, PEER = 8;

export const CENTRO = 9121, OTHER_CENTRO = 9307;

/** The password of every user, and its hash. */
export const PASSWORD = "Cafe-Quindio-2026";
const PASSWORD_HASH = "$2b$04$mxuVfngPFnqcOnztHUdX6./jbw4rEvDoRk2jGBC7Jxu9dOBKhpk8K";

const USERS: [id: number, nombre: string, id_rol: number, cod_centro: number, estado: boolean][] = [
  [SUPERADMIN, "Sonia Rojas", 1, CENTRO, true],
  [ADMIN, "Adán Peña", 2, CENTRO, true],
  [INSTRUCTOR, "Inés Mejía", 3, CENTRO, true],
  [INACTIVE, "Iván Gil", 3, CENTRO, false],
  [FOREIGN_ADMIN, "Felipe Arias", 2, OTHER_CENTRO, true],
  [FOREIGN_INSTRUCTOR, "Flor Osorio", 3, OTHER_CENTRO, true],
  [COLLEAGUE, "Carlos Ríos", 3, CENTRO, true],
  [PEER, "Paula Cano", 2, CENTRO, true],
];

export function emailOf(id: number): string {
  return `usuario${id}@correo.co`;
}

/** The rows every test counts on: two centros and the users above. */
export async function seed(db: Db): Promise<void> {
  await db.execute(sql`
    INSERT INTO centro_formacion (cod_centro, nombre_centro, cod_regional)
    VALUES (${OTHER_CENTRO}, 'CENTRO DE COMERCIO Y SERVICIOS', 66)`);
  for (const [id, nombre, id_rol, cod_centro, estado] of USERS) {
    await db.execute(sql`
      INSERT INTO usuario (id_usuario, nombre_completo, identificacion, id_rol, correo, pass_hash,
        tipo_contrato, telefono, estado, cod_centro)
      VALUES (${id}, ${nombre}, ${String(1088000000 + id)}, ${id_rol}, ${emailOf(id)},
        ${PASSWORD_HASH}, 'CONTRATISTA', '3001112233', ${estado}, ${cod_centro})`);
    await addFamily(db, id);
  }
}

/** What lets the tests sign tokens for a user. */
export async function addFamily(db: Db, id: number): Promise<void> {
  await db.execute(sql`
    INSERT INTO token_refresco (huella, familia, id_usuario, vence_en)
    VALUES (${`sesion-${id}`}, ${`familia-${id}`}, ${id}, ${Number.MAX_SAFE_INTEGER})`);
}

type Options = {
  /** What goes out as it is (text, bytes, a form), or a value to send as JSON. */
  body?: unknown;
  type?: string;
  as?: number | null;
  token?: string;
  headers?: Record<string, string>;
};

type Given = {
  /** What is in the database: the users above where nothing else is said. */
  fill?: (db: Db) => Promise<void>;
  /** The database of another replica, already filled, which closes it. */
  db?: Db;
  settings?: Record<string, string>;
  clock?: Clock;
  streams?: Partial<FeedSettings>;
  /** Where the embedded engine keeps it, on both halves of the suite. */
  file?: string;
  /** Imports are done in a worker, as a server does them; on the embedded engine with `file` alone. */
  inWorker?: boolean;
};

/** The present of every test: Monday 2026-07-06, 08:00 in Colombia. */
export const NOW = Temporal.Instant.from("2026-07-06T13:00:00Z");

/**
 * An app with a database of its own; `await using` closes it. Every answer to `api.request()` is
 * held to the OpenAPI document. `api.now` is its clock, `api.mails`
 * what it would have sent and `api.lines` its log.
 */
export async function prepareApp(
  { fill = seed, db: shared, settings = {}, clock, streams = {}, file, inWorker }: Given = {},
) {
  const db = shared ?? await openTestDb(file);
  if (!shared) await fill(db);
  const present = { now: NOW };
  const ticking = clock ?? (() => present.now);
  const lines: string[] = [];
  const mails: Parameters<Mailer["send"]>[0][] = [];
  const appConfig = readConfig({ ...settingsOf(config), ...settings });
  const { app, passwords, feed, imports } = assemble({
    streams,
    config: appConfig,
    secret: SECRET,
    db: watched(db),
    database: inWorker ? await whereIs(db, file) : undefined,
    log: (line) => lines.push(line),
    clock: ticking,
    mailer: { send: (mail) => mails.push(mail) },
  });
  const sessions = createSessions({
    config: { ...config, JWT_SECRET: SECRET },
    db,
    clock: ticking,
    getUser: getUsuarioSesion,
  });

  /** @param familia the sign-in of a user that `seed()` did not bring */
  async function tokenOf(id: number, familia = `familia-${id}`): Promise<string> {
    const [row] = await db.rows(sql`
      SELECT id_usuario, id_rol, estado, cod_centro, version_sesion
      FROM usuario WHERE id_usuario = ${id}`);
    return (await sessions.sign(UsuarioSesion.parse(row), familia)).token;
  }

  async function request(method: string, path: string, options: Options = {}) {
    const { body, type = "application/json", as = ADMIN } = options;
    const headers = new Headers(options.headers);
    const token = options.token ?? (as && await tokenOf(as));
    if (token) headers.set("Authorization", `Bearer ${token}`);
    const payload = isPayload(body) ? body : JSON.stringify(body);
    // A form brings its own type, with the boundary that it drew.
    if (body !== undefined && !(body instanceof FormData)) headers.set("Content-Type", type);
    const response = await app.request(path, { method, headers, ...payload && { body: payload } });
    const answer = await read(response);
    const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
    checkAnswer(method, path, { status: response.status, headers: response.headers, text: answer });
    return {
      status: response.status,
      headers: response.headers,
      // deno-lint-ignore no-explicit-any -- each test knows what it asked for
      body: (answer && isJson ? JSON.parse(answer) : answer || null) as any,
    };
  }

  /** Signs in with the form, as a client does. */
  function signIn(id: number, password = PASSWORD) {
    const body = new URLSearchParams({ username: emailOf(id), password }).toString();
    const type = "application/x-www-form-urlencoded";
    return request("POST", "/access/token", { body, type, as: null });
  }

  return {
    app,
    db,
    feed,
    imports,
    lines,
    mails,
    request,
    signIn,
    tokenOf,
    get now() {
      return present.now;
    },
    set now(instant: Temporal.Instant) {
      present.now = instant;
    },
    async [Symbol.asyncDispose]() {
      feed.close();
      passwords.close();
      await imports.close();
      if (!shared) await db.close();
    },
  };
}

/** The whole answer; of one that never ends, nothing. */
async function read(response: Response): Promise<string> {
  const endless = response.headers.get("Content-Type")?.startsWith("text/event-stream");
  if (!endless) return await response.text();
  await response.body?.cancel();
  return "";
}

function isPayload(body: unknown): body is BodyInit | undefined {
  return body === undefined || typeof body === "string" || body instanceof Uint8Array ||
    body instanceof FormData || body instanceof ReadableStream;
}

function settingsOf(given: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : String(value)]),
  );
}
