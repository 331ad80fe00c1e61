import { decode, sign, verify } from "hono/jwt";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Config } from "@/config/config.ts";
import type { Db } from "@/db/db.ts";
import { type Clock, epochSeconds } from "./clock.ts";
import type { UsuarioSesion } from "./schemas.ts";
import { ApiError, CHALLENGE } from "./text/problem.ts";

const ISSUER = "gestion-formacion";
const AUDIENCE = "gestion-formacion:api";
/** The clocks of two replicas may differ by so much, in seconds, ahead and behind. */
export const SKEW = 30;
const MAX_REMEMBERED = 2_000;
/** Of letters; those that are signed here have 300. */
const MAX_TOKEN = 2_000;

const Claims = z.object({
  sub: z.string().regex(/^[1-9]\d{0,9}$/).transform(Number),
  /** As it was at the sign-in: what counts is the role in the database. */
  rol: z.int().optional(),
  ver: z.int(),
  fam: z.string(),
  iat: z.number(),
  exp: z.number(),
  nbf: z.number().optional(),
});
export type Claims = z.infer<typeof Claims>;

type Settings =
  & Pick<
    Config,
    "JWT_SECRET_PREVIOUS" | "JWT_ACCESS_TOKEN_EXPIRE_MINUTES"
  >
  & { JWT_SECRET: string };

type Parts = {
  config: Settings;
  db: Db;
  clock: Clock;
  getUser: (db: Db, id: number, familia: string) => Promise<UsuarioSesion | undefined>;
};

export type Sessions = ReturnType<typeof createSessions>;

/** Signs and verifies the access tokens, HS256 and no other, under the current and the former key. */
export function createSessions({ config, db, clock, getUser }: Parts) {
  const current = keyOf(config.JWT_SECRET);
  const previous = config.JWT_SECRET_PREVIOUS ? [keyOf(config.JWT_SECRET_PREVIOUS)] : [];
  const ring = new Map([...previous, current].map((key) => [key.kid, key]));
  const seconds = config.JWT_ACCESS_TOKEN_EXPIRE_MINUTES * 60;
  // The same token comes with every request of a session: its signature is checked once. What can
  // change (time, user) is looked at every time.
  const remembered = new Map<string, Claims>();

  async function check(token: string): Promise<Claims> {
    const known = remembered.get(token);
    if (known) return known;
    const key = ring.get(decode(token).header.kid ?? "");
    if (!key) throw new Error("unknown key");
    // The times are checked below, against the clock that was given.
    const ours = { alg: "HS256", iss: ISSUER, aud: AUDIENCE } as const;
    const options = { ...ours, iat: false, exp: false, nbf: false };
    const claims = Claims.parse(await verify(token, key, options));
    if (claims.exp - claims.iat > 3600) throw new Error("lives too long");
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(token, claims);
    return claims;
  }

  return {
    /** The claims of `Bearer <token>`, without asking the database; 401 for any other. */
    async verify(authorization: string | undefined): Promise<Claims> {
      if (!authorization) {
        throw new ApiError("sin-sesion", "Inicie sesión: la petición no trae un token");
      }
      if (authorization.length > MAX_TOKEN) throw invalidToken();
      const token = authorization.match(/^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i)?.[1];
      if (!token) throw invalidToken();
      const now = epochSeconds(clock);
      // hono's own error text carries the token: it is dropped here.
      const claims = await check(token).catch(() => undefined);
      if (!claims || claims.exp + SKEW <= now || notYet(claims, now)) throw invalidToken();
      return claims;
    },

    /**
     * The user as the database has it now: a role or a state changed today counts today. What is
     * older than a change of password is known by its version: the machine that signed the token
     * and the machine that made the change may have different clocks.
     */
    async load({ sub, ver, fam }: Claims): Promise<UsuarioSesion> {
      const user = await getUser(db, sub, fam);
      if (!user) throw invalidToken();
      if (!user.estado) throw new ApiError("usuario-inactivo", "Usuario inactivo. No autorizado");
      if (user.version_sesion !== ver) throw invalidToken();
      return user;
    },

    /**
     * A token for this user, and its life in seconds.
     * @param familia the sign-in it belongs to: once that is closed the token is refused
     */
    async sign({ id_usuario, id_rol, version_sesion }: UsuarioSesion, familia: string) {
      const iat = epochSeconds(clock);
      const payload = { sub: String(id_usuario), rol: id_rol, ver: version_sesion, fam: familia };
      const claims = { ...payload, iss: ISSUER, aud: AUDIENCE, iat, exp: iat + seconds };
      return { token: await sign(claims, current, "HS256"), seconds };
    },
  };
}

function keyOf(secret: string) {
  const kid = createHash("sha256").update(`kid:${secret}`).digest("hex").slice(0, 12);
  const k = Buffer.from(secret, "utf8").toString("base64url");
  return { kty: "oct", kid, k, alg: "HS256" } as const;
}

function notYet({ iat, nbf = iat }: Claims, now: number): boolean {
  return Math.max(iat, nbf) > now + SKEW;
}

function invalidToken(): ApiError {
  const headers = { "WWW-Authenticate": `${CHALLENGE}, error="invalid_token"` };
  return new ApiError("sin-sesion", "Token Invalido. Inicie sesión de nuevo", { headers });
}
