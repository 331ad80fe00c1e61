import { databaseHosts, readConfig, readVariables, VARIABLES } from "./config.ts";

// Prints the flags with which a task may run: what this configuration needs and nothing else.
//   deno run $(deno run ... src/permissions.ts serve) src/main.ts
// With `connect` the process opens no port of its own (migrations, imports).
const config = readConfig(readVariables());
const [role = "serve"] = Deno.args;

const hosts = databaseHosts(config).map(({ host, port }) => `${host}:${port}`);
const mail = config.MAIL_SERVER ? [`${config.MAIL_SERVER}:${config.MAIL_PORT}`] : [];
const listen = role === "serve" ? [`${config.HOST}:${config.PORT}`, ...mail] : [];
const net = [...hosts, ...listen];

const folder = config.DB_FILE.replace(/[^/]*$/, "") || ".";
const embedded = config.DB_HOST ? [] : [folder];
const ca = config.DB_SSL_CA && !config.DB_SSL_CA.includes("BEGIN") ? [config.DB_SSL_CA] : [];

const flags = [
  ...(exists(".env") ? ["--env-file=.env"] : []),
  `--allow-env=${VARIABLES.join(",")}`,
  `--allow-read=${["src", "sql", ...embedded, ...ca].join(",")}`,
  ...(net.length ? [`--allow-net=${net.join(",")}`] : []),
  ...(embedded.length ? [`--allow-write=${embedded.join(",")}`] : []),
];
await Deno.stdout.write(new TextEncoder().encode(flags.join(" ")));

function exists(file: string): boolean {
  try {
    return Deno.statSync(file).isFile;
  } catch {
    return false;
  }
}
