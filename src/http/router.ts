import { OpenAPIHono } from "@hono/zod-openapi";
import type { Config } from "@/config/config.ts";
import "@/config/locale.ts";
import type { Db } from "@/db/db.ts";
import type { Clock } from "./clock.ts";
import type { UsuarioSesion } from "./schemas.ts";
import { ApiError } from "./text/problem.ts";
import type { Sessions } from "./tokens.ts";

/** Where a password waits for its hash: those who sign in have a lane of their own. */
export type HashLane = "ingreso" | "cambio";

export interface Passwords {
  /**
   * @param lane "cambio" where nothing else is said
   * @returns a bcrypt hash `$2b$` of the configured cost
   * @throws ApiError 503 when too many wait in that lane already
   */
  hash(password: string, lane?: HashLane): Promise<string>;
  /**
   * A hash that cannot match is verified all the same: no answer comes sooner for being hopeless.
   * @param lane "ingreso" where nothing else is said
   * @throws ApiError 503 like `hash()`
   */
  verify(password: string, hash: string, lane?: HashLane): Promise<boolean>;
}

export interface Mailer {
  /** Sends in the background: the answer to the request waits for no mail server. */
  send(mail: { to: string; subject: string; text: string; html: string }): void;
}

/** One use of a password, already counted as a failure until it has been judged. */
export interface Attempt {
  /** The password was right: the account starts afresh. */
  succeeded(): Promise<void>;
  /** The password was never looked at (503, 429): the attempt counts for nobody's lock-out. */
  unjudged(): Promise<void>;
  /** What to answer to a wrong password: 429 where the account has no attempts left. */
  failed(otherwise: ApiError): ApiError;
}

export interface Throttle {
  /** @throws ApiError 429 when neither this address nor this account may try again yet */
  begin(correo: string, address: string): Promise<Attempt>;
  /**
   * The same for the password of somebody who is signed in: by his account alone, because his
   * mistakes are no reason to keep out who else is at his address.
   */
  beginSignedIn(correo: string, address: string): Promise<Attempt>;
  /** Whether this account and address may ask for another mail; it counts the request. */
  mayAskForMail(correo: string, address: string): Promise<boolean>;
}

/**
 * A secret of 256 bits that nobody can make from the same seed without the key of this server. It
 * lets a repeated request be answered again although the secret is stored nowhere.
 */
export type SecretFrom = (seed: string) => string;

/** What the application is made of; main, the tests and hosting bring them. */
export type Parts = {
  config: Config;
  db: Db;
  clock: Clock;
  passwords: Passwords;
  mailer: Mailer;
  sessions: Sessions;
  throttle: Throttle;
  secretFrom: SecretFrom;
};

/** What every handler finds in `c.var`. On public routes there is no `user`. */
export type Env = {
  Variables: Parts & {
    user: UsuarioSesion;
    requestId: string;
    /** Where the request comes from, behind the configured proxies. */
    address: () => string;
    /** Counts a failed sign-in for the operator. */
    loginFailed: () => void;
  };
};

/** One router per resource: validates, documents and answers failures as a problem. */
export function createRouter(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    // Clients write both `/ambientes` and `/ambientes/`.
    strict: false,
    defaultHook: (result) => {
      if (!result.success) throw invalidData(result.error.issues);
    },
  });
}

const MAX_SHOWN = 5;

/** A 422 that names each field. Fields inside a union or a transform are named all the same. */
export function invalidData(issues: readonly { path: PropertyKey[]; message: string }[]) {
  const errors = issues.map(({ path, message }) => ({
    campo: path.join(".") || "cuerpo",
    mensaje: message,
  }));
  const shown = errors.slice(0, MAX_SHOWN).map(({ campo, mensaje }) => `${campo}: ${mensaje}`);
  const more = errors.length > MAX_SHOWN ? [`y ${errors.length - MAX_SHOWN} más`] : [];
  const detail = `Revise estos datos: ${[...shown, ...more].join("; ")}`;
  return new ApiError("datos-invalidos", detail, { errors });
}

/** Refuses what several fields say against each other, unless there is nothing of the kind. */
export function refuse(issues: Parameters<typeof invalidData>[0]): void {
  if (issues.length > 0) throw invalidData(issues);
}
