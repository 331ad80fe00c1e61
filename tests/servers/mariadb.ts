import { openFolder } from "./folder.ts";
import {
  createAccount,
  findInstallation,
  makeDataFolder,
  runAs,
  SMALL_LOG,
} from "./installation.ts";
import { reservePorts } from "./ports.ts";
import { type Server, startServer } from "./server.ts";

export const NO_SERVER = "No mariadbd or mysqld on this machine: apt-get install mariadb-server";

/** Quick rather than safe against a power cut; what was committed still outlives a killed process. */
export const QUICK = [
  ...SMALL_LOG,
  "--innodb-flush-log-at-trx-commit=2",
  "--innodb-doublewrite=0",
  "--innodb-buffer-pool-size=128M",
  "--performance-schema=OFF",
  "--max-connections=300",
  "--skip-name-resolve",
  "--loose-mysqlx=OFF",
];

export interface MariadbOptions {
  /** More options for the server's command line. */
  args?: string[];
  /** A filled data folder to copy, which is quicker than filling one. */
  template?: string | undefined;
}

/** A private MariaDB or MySQL server with no database in it yet; throws where none is installed. */
export async function startMariadb(
  { args = [], template = Deno.env.get("TEST_DB_TEMPLATE") }: MariadbOptions = {},
): Promise<Server> {
  const installation = await findInstallation();
  if (!installation) throw new Error(NO_SERVER);
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await openFolder());
  const { ports: [port = 0] } = stack.use(reservePorts(1));
  await makeDataFolder(installation, folder.path, template);
  const account = await createAccount(folder.path);
  return await startServer({
    program: installation.server,
    args: [...QUICK, "--skip-log-bin", ...runAs("root"), ...args],
    folder,
    port,
    isReady: () => Promise.resolve(true),
    prepareRestart: () => Promise.resolve(),
    owned: stack.move(),
  }, account);
}
