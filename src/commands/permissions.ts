import {
  type Config,
  databaseHosts,
  readConfig,
  readVariables,
  VARIABLES,
} from "@/config/config.ts";

// Prints the flags with which a task may run: what this configuration needs and nothing else.
//   deno run $(deno task --quiet flags start) src/main.ts
// `start` listens by itself, `serve` tells `deno serve` where to listen, and `connect` opens no port
// of its own (migrations). `listen` tries the port and needs nothing else. `import` is like `connect`,
// and reads the file that it is told to, wherever that is. `copy` (backup, restore) reads and writes
// the file that it is told to, and reaches no network. With a configuration that cannot be used, the
// task gets no more than it needs to say so, once: no worker beside the first.
const [role = "start"] = Deno.args;
const isImport = role === "import", isCopy = role === "copy";
const isServer = !isImport && role !== "connect";

function flagsOf(config: Config | undefined): string[] {
  return [
    "--no-prompt",
    ...(exists(".env") ? ["--env-file=.env"] : []),
    `--allow-env=${[...VARIABLES, ...(isImport || isCopy ? ["INIT_CWD"] : [])].join(",")}`,
    ...(config ? grants(config) : []),
  ];
}

function grants(config: Config): string[] {
  const { DB_HOST, DB_FILE, DB_SSL_CA, HOST, PORT, MAIL_SERVER, MAIL_PORT } = config;
  const listen = `${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
  if (isCopy) return DB_HOST ? [] : ["--allow-read", "--allow-write"];
  if (role === "listen") return [`--allow-net=${listen}`];
  const net = [
    ...databaseHosts(config).map(({ host, port }) => `${host}:${port}`),
    ...(isServer ? [listen] : []),
    ...(isServer && MAIL_SERVER ? [`${MAIL_SERVER}:${MAIL_PORT}`] : []),
  ];
  // SQLite keeps two more files beside its own, and the signing key is there too.
  const embedded = DB_HOST || DB_FILE === ":memory:" ? [] : [DB_FILE.replace(/[^/]*$/, "") || "."];
  // A worker that is started late loads its modules then, the number of the release among them.
  const code = ["src", "sql", "deno.json"];
  const ca = DB_SSL_CA && !DB_SSL_CA.includes("BEGIN") ? [DB_SSL_CA] : [];
  return [
    isImport ? "--allow-read" : `--allow-read=${[...code, ...embedded, ...ca].join(",")}`,
    ...(net.length ? [`--allow-net=${net.join(",")}`] : []),
    ...(embedded.length ? [`--allow-write=${embedded.join(",")}`] : []),
    ...(role === "serve" ? ["--parallel", `--host=${HOST}`, `--port=${PORT}`] : []),
  ];
}

function usableConfig(): Config | undefined {
  try {
    return readConfig(readVariables());
  } catch {
    return undefined; // the task itself says what is wrong with it
  }
}

function exists(file: string): boolean {
  try {
    return Deno.statSync(file).isFile;
  } catch {
    return false;
  }
}

await Deno.stdout.write(new TextEncoder().encode(flagsOf(usableConfig()).join(" ")));
