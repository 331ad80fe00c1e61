import * as z from "zod";
import { passwordProblem } from "@/passwords/rule.ts";
import "./locale.ts";

const ADMIN_EMAIL = "admin@gestion-formacion.local";
const port = z.coerce.number().int().min(1).max(65535);
const switchOf = (normal: boolean) => z.stringbool().default(normal);
const listOf = z.string().transform((text) => text.split(",").map((s) => s.trim()).filter(Boolean));
const atLeastOne = z.coerce.number().int().min(1);
// The mail server, the hosts of the database and so on go into --allow-net: no room for tricks.
const HOSTS = /^\s*\w[\w.-]*(:\d{1,5})?\s*(,\s*\w[\w.-]*(:\d{1,5})?\s*)*$/;
const hostname = z.string().regex(/^[A-Za-z0-9.\-_:[\]]+$/, "Escriba un nombre de servidor");
// The same for files, and --allow-read.
const path = z.string().regex(/^[^\s,]+$/, "Escriba una ruta sin espacios ni comas");
const pem = z.string().includes("BEGIN CERTIFICATE");

/** Of the length of a key and not made of one repeated piece, as placeholders are. */
const secret = z.string().min(32, { error: "Use al menos 32 caracteres", abort: true })
  .refine((text) => new Set(text).size >= 12, "Es demasiado simple: genere uno al azar");

const Env = z.object({
  DB_HOST: z.string().regex(HOSTS, "Escriba servidor o servidor:puerto, separados por comas")
    .optional(),
  DB_PORT: port.default(3306),
  DB_USER: z.string().default(""),
  DB_PASSWORD: z.string().default(""),
  DB_NAME: z.string().regex(/^\w*$/).default(""),
  DB_POOL_SIZE: atLeastOne.max(500).default(10),
  DB_SSL_CA: z.union([pem, path], "Escriba un archivo sin espacios, o el certificado en PEM")
    .optional(),
  DB_FILE: path.default(".data/gestion-formacion.db"),
  MIGRATE_ON_START: switchOf(false),
  JWT_SECRET: secret.optional(),
  JWT_SECRET_PREVIOUS: secret.optional(),
  // One algorithm and no other: a list here is how tokens signed another way get in.
  JWT_ALGORITHM: z.literal("HS256").default("HS256"),
  JWT_ACCESS_TOKEN_EXPIRE_MINUTES: atLeastOne.max(60).default(30),
  REFRESH_TOKEN_EXPIRE_DAYS: atLeastOne.max(365).default(14),
  HOST: hostname.overwrite((host) => host.replace(/[[\]]/g, "")).default("127.0.0.1"),
  PORT: port.default(8000),
  ADMIN_EMAIL: z.email().default(ADMIN_EMAIL),
  ADMIN_PASSWORD: z.string().optional(),
  BCRYPT_COST: z.coerce.number().int().min(4).max(15).default(12),
  LOGIN_MAX_FAILURES_ACCOUNT: atLeastOne.default(5),
  LOGIN_MAX_FAILURES_ADDRESS: atLeastOne.default(20),
  LOGIN_WINDOW_MINUTES: atLeastOne.default(15),
  TRUSTED_PROXIES: listOf.default([]),
  CORS_ORIGINS: listOf.optional(),
  REQUEST_TIMEOUT_SECONDS: atLeastOne.max(600).default(30),
  METRICS_TOKEN: z.string().min(16).optional(),
  FRONTEND_URL: z.url().default("http://localhost:3000"),
  MAIL_SERVER: hostname.optional(),
  MAIL_PORT: port.default(587),
  MAIL_USERNAME: z.string().optional(),
  MAIL_PASSWORD: z.string().optional(),
  MAIL_FROM: z.email().optional(),
  MAIL_FROM_NAME: z.string().default("Gestión Formación"),
  MAIL_STARTTLS: switchOf(true),
  MAIL_SSL_TLS: switchOf(false),
  VALIDATE_CERTS: switchOf(true),
});

export type Config = z.infer<typeof Env>;

/** Every variable that the process may read; `permissions.ts` grants these and no others. */
export const VARIABLES = Object.keys(Env.shape);

/** The environment of the process, read by name because it may read no other variable. */
export function readVariables(): Record<string, string | undefined> {
  return Object.fromEntries(VARIABLES.map((name) => [name, Deno.env.get(name)]));
}

/** Where whoever started a task was: `deno task` itself runs where deno.json is. */
export function startFolder(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/**
 * Reads the settings once; everything else receives them as an argument.
 * @throws an Error whose message names every wrong or missing variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  // `DB_HOST=` in a .env file means "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = Env.safeParse(given);
  // Of what was written, not of what could be read: one message names everything.
  const unreadable: z.core.$ZodIssue[] = read.error?.issues ?? [];
  const named = new Set(unreadable.map(({ path }) => path[0]));
  const issues = [
    ...unreadable,
    ...contradictionsIn(given).filter(({ path }) => !named.has(path[0])),
  ];
  if (!read.success || issues.length) {
    throw new Error(`No se puede arrancar con esta configuración:\n${z.prettifyError({ issues })}`);
  }
  return read.data;
}

function contradictionsIn(env: Record<string, string | undefined>) {
  const issues: z.core.$ZodIssue[] = [];
  const refuse = (name: string, message: string) =>
    issues.push({ code: "custom", path: [name], message, input: undefined });
  if (env.DB_HOST) {
    for (const name of ["DB_USER", "DB_NAME", "JWT_SECRET"]) {
      if (!env[name]) refuse(name, "Es obligatoria si hay DB_HOST");
    }
    for (const name of ["JWT_SECRET", "JWT_SECRET_PREVIOUS"]) {
      if (PLACEHOLDER.test(env[name] ?? "")) {
        refuse(name, "Es la de un ejemplo: genere una al azar");
      }
    }
    if (Number(env.BCRYPT_COST) < 10) refuse("BCRYPT_COST", "Con DB_HOST, 10 como mínimo");
  }
  const own = { correo: env.ADMIN_EMAIL ?? ADMIN_EMAIL, nombre_completo: "Superadministrador" };
  const { ADMIN_PASSWORD } = env;
  const weak = ADMIN_PASSWORD && passwordProblem(ADMIN_PASSWORD, own);
  if (weak) refuse("ADMIN_PASSWORD", weak);
  else if (env.DB_HOST && ADMIN_PASSWORD && isGuessable(ADMIN_PASSWORD)) {
    refuse("ADMIN_PASSWORD", "Es fácil de adivinar: elija otra de al menos 12 caracteres");
  }
  if (!env.DB_HOST && env.DB_FILE && holdsCode(env.DB_FILE)) {
    refuse(
      "DB_FILE",
      "Su carpeta tiene el código, y el proceso puede escribir en ella: " +
        "use una propia, como .data/gestion-formacion.db",
    );
  }
  if (env.MAIL_SERVER && !env.MAIL_FROM) refuse("MAIL_FROM", "Es obligatoria si hay MAIL_SERVER");
  return issues;
}

/** `a,b:3307` as hosts with their ports; the first is the preferred one. */
export function databaseHosts({ DB_HOST = "", DB_PORT }: Config) {
  return DB_HOST.split(",").map((text) => text.trim()).filter(Boolean).map((text) => {
    const [host = "", port] = text.split(":");
    return { host, port: port ? Number(port) : DB_PORT };
  });
}

const ROOT = new URL("../../", import.meta.url);

/** Whether the folder of a file holds the code of the server, or is a part of it. */
function holdsCode(file: string): boolean {
  if (file === ":memory:") return false;
  const folder = new URL(`./${file}`.replace(/^\.\/\//, "/").replace(/[^/]*$/, ""), ROOT).href;
  const parts = ["src/", "sql/"].map((name) => new URL(name, ROOT).href);
  return ROOT.href.startsWith(folder) || parts.some((part) => folder.startsWith(part));
}

const PLACEHOLDER = /change|cambi|secret|example|ejemplo|password|contrase|clave/i;

function isGuessable(password: string): boolean {
  return password.length < 12 || new Set(password).size < 6 ||
    /admin|password|contrase|cambi|change|12345|qwerty|gestion/i.test(password);
}
