import { type GuardedFolder, openFolder, run } from "./folder.ts";

/** The account that every private server has, with all rights, from any address. */
export const USER = "gestion", PASSWORD = "solo-pruebas";

/** The redo log is born with this size: the files of a template have to match the server's. */
export const SMALL_LOG = ["--innodb-log-file-size=16M"];

/** What to start: `mariadbd`, or `mysqld` of either maker, and how it fills an empty data folder. */
export interface Installation {
  server: string;
  /** `mariadb-install-db`; Oracle's server needs none, it does that itself. */
  installer: string | undefined;
}

/** The server programs of this machine, or `undefined` where there are none. */
export async function findInstallation(): Promise<Installation | undefined> {
  const server = await findProgram("mariadbd", "mysqld");
  if (!server) return undefined;
  const installer = await findProgram("mariadb-install-db", "mysql_install_db");
  if (installer) return { server, installer };
  const isMariadb = (await run(server, "--no-defaults", "--version")).includes("MariaDB");
  return isMariadb ? undefined : { server, installer };
}

async function findProgram(...names: string[]): Promise<string | undefined> {
  // Debian keeps servers in /usr/sbin and Red Hat in /usr/libexec: neither is in everybody's PATH.
  const folders = [
    ...(Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder.startsWith("/")),
    "/usr/sbin",
    "/usr/local/sbin",
    "/usr/libexec",
  ];
  for (const path of names.flatMap((name) => folders.map((folder) => `${folder}/${name}`))) {
    const file = await Deno.stat(path).catch(() => undefined);
    if (file?.isFile) return path;
  }
  return undefined;
}

/** As root, a server starts only when it is told for which user it should run. */
export function runAs(user: string): string[] {
  return Deno.uid() === 0 ? [`--user=${user}`] : [];
}

/** A data folder as the server's maker fills it, for the rest of a run to copy. */
export async function prepareTemplate(installation: Installation): Promise<GuardedFolder> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await openFolder());
  await fillDataFolder(installation, folder.path);
  stack.move();
  return folder;
}

/** Makes `data` in a folder: a copy of the template's if there is one, else a new one. */
export async function makeDataFolder(
  installation: Installation,
  folder: string,
  template: string | undefined,
): Promise<void> {
  if (!template) return await fillDataFolder(installation, folder);
  await run("cp", "-R", `${template}/data`, `${folder}/data`);
}

async function fillDataFolder({ server, installer }: Installation, folder: string) {
  const own = [`--datadir=${folder}/data`, `--tmpdir=${folder}`];
  const args = ["--no-defaults", ...own, ...SMALL_LOG, ...runAs("root")];
  if (installer) {
    await run(installer, ...args, "--skip-test-db", "--auth-root-authentication-method=normal");
  } else {
    await run(server, ...args, "--initialize-insecure");
  }
}

/** An option for the first start: it makes the account, before anybody can connect. */
export async function createAccount(folder: string): Promise<string> {
  const file = `${folder}/account.sql`;
  const account = `'${USER}'@'%'`;
  await run("sh", "-c", 'printf "%s\\n" "$2" "$3" >"$1"', "sh", file, ...[
    `CREATE USER ${account} IDENTIFIED BY '${PASSWORD}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${account} WITH GRANT OPTION;`,
  ]);
  return `--init-file=${file}`;
}
