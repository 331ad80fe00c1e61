// The whole suite, on SQLite and again on MySQL or MariaDB: `deno task test`. Arguments that name
// files or folders say which tests, the others go to `deno test` (`--filter=...`, `--fail-fast`).
import { say } from "@/console.ts";
import { findInstallation, prepareTemplate } from "./servers/installation.ts";
import { NO_SERVER, startMariadb } from "./servers/mariadb.ts";
import { listTestFiles } from "./suite/files.ts";
import { runHalf } from "./suite/half.ts";
import { add, NOTHING } from "./suite/summary.ts";

const IS_CI = Deno.env.get("CI") === "true";
const INTERRUPTED = 130;

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const isPath = await Promise.all(args.map(exists));
  const paths = args.filter((_, i) => isPath[i]);
  const common = { args: args.filter((_, i) => !isPath[i]), signal };
  const files = await listTestFiles(paths.length ? paths : ["tests"]);
  const pick = (...needs: string[]) =>
    files.filter((file) => needs.includes(file.needs)).map(({ path }) => path);

  const first = await runHalf({
    title: "SQLite",
    files: pick("nothing", "database"),
    env: { TEST_DB_URL: undefined },
    remote: undefined,
    ...common,
  });
  const second = await runSecondHalf(pick("database"), pick("server"), common);
  const counts = add(first, second.counts);

  for (const name of counts.failures) say(`\nFailed: ${name}`);
  for (const reason of second.skipped) say(`\n${reason}`);
  const isIgnored = IS_CI && counts.ignored > 0;
  if (isIgnored) say(`\nIgnored tests: ${counts.ignored}. With CI=true that is a failure.`);
  const isSkipped = IS_CI && second.skipped.length > 0;
  if (isSkipped) say("With CI=true a skip is a failure.");
  say(`\n${counts.passed} passed, ${counts.failed} failed`);
  if (signal.aborted) return INTERRUPTED;
  return counts.failed > 0 || isIgnored || isSkipped ? 1 : 0;
}

/** MySQL: on the server that TEST_DB_URL names, else on a private one while it lasts. */
async function runSecondHalf(
  database: string[],
  server: string[],
  common: { args: string[]; signal: AbortSignal },
) {
  const given = Deno.env.get("TEST_DB_URL");
  const nothing = { counts: NOTHING, skipped: [] };
  if (database.length + server.length === 0 || common.signal.aborted) return nothing;
  const installation = await findInstallation();
  if (!installation && !given) {
    return { ...nothing, skipped: [`The MySQL half was skipped. ${HOW}`] };
  }
  await using stack = new AsyncDisposableStack();
  const template = installation && stack.use(await prepareTemplate(installation)).path;
  const own = given ? undefined : stack.use(await startMariadb({ template }));
  const counts = await runHalf({
    title: given ? "MySQL, on the server of TEST_DB_URL" : "MySQL, on a private server",
    files: installation ? [...database, ...server] : database,
    env: { TEST_DB_URL: given ?? own?.url(), TEST_DB_TEMPLATE: template },
    remote: given && new URL(given).host,
    ...common,
  });
  const skipped = installation ? [] : server.map((file) => `${file} was skipped. ${NO_SERVER}`);
  return { counts, skipped };
}

const HOW = `${NO_SERVER}, or set TEST_DB_URL=mysql://user:password@host:port/`;

function exists(path: string): Promise<boolean> {
  return Deno.stat(path).then(() => true, () => false);
}

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  Deno.addSignalListener(signal, () => interruption.abort());
}
Deno.exit(await main(Deno.args, interruption.signal));
