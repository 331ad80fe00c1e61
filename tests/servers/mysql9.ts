import { run } from "./folder.ts";

/** A real MySQL 9, which may stand in a tree of its own that it takes for the root. */
export interface Mysql9 {
  program: string;
  /** What goes before the options: the new root and the server, where `program` is chroot. */
  before: string[];
  root: string;
}

/**
 * The server that `MYSQLD` names, as `/usr/sbin/mysqld` or, in a tree of another release of the
 * system, as `chroot /opt/mysql9 /usr/sbin/mysqld`; without it, a `mysqld` of this machine that is one.
 */
export async function findMysql9(): Promise<Mysql9 | undefined> {
  const given = Deno.env.get("MYSQLD")?.trim();
  const [program = "mysqld", ...before] = given?.split(/\s+/) ??
    ["/usr/sbin/mysqld"];
  const root = program.endsWith("chroot") ? before[0] ?? "" : "";
  const version = await run(program, ...before, "--no-defaults", "--version")
    .catch(String);
  // MariaDB calls its server by the same name, and has greater numbers.
  const isMysql = /Ver (9|[1-9]\d)\./.test(version) && !/MariaDB/i.test(version);
  if (isMysql) return { program, before, root };
  if (given) {
    throw new Error(`MYSQLD=${given} is no MySQL 9: ${version.trim()}`);
  }
  return undefined;
}
