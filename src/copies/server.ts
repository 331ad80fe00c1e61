import { type Config, databaseHosts } from "@/config/config.ts";

// The copies of a server database are made by the programs of the server.

/** @throws an Error that says the command which makes a copy there */
export function refuseBackup(config: Config, file: string): void {
  if (!config.DB_HOST) return;
  throw new Error(
    "Con DB_HOST la copia la hace el servidor, sin detenerlo: mariadb-dump --single-transaction " +
      `--routines --triggers ${accountOf(config)} --result-file=${file}.sql ${config.DB_NAME} ` +
      "(con MySQL: mysqldump, con las mismas opciones). JWT_SECRET se guarda aparte",
  );
}

/** @throws an Error that says the command which brings a copy back there */
export function refuseRestore(config: Config, file: string): void {
  if (!config.DB_HOST) return;
  throw new Error(
    `Con DB_HOST la copia la restaura el servidor, con el servicio detenido: mariadb ${
      accountOf(config)
    } ${config.DB_NAME} < ${file} (con MySQL: mysql, con las mismas opciones), en una base de datos ` +
      "vacía. Después: deno task migrate",
  );
}

function accountOf(config: Config): string {
  const [{ host, port } = { host: "", port: config.DB_PORT }] = databaseHosts(config);
  return `--host=${host} --port=${port} --user=${config.DB_USER} --password`;
}
