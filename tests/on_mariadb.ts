import { createConnection, type RowDataPacket } from "mysql2/promise";
import { startMariadb } from "./servers/mariadb.ts";
import type { Server } from "./servers/server.ts";

export const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";

/** What a process needs to use the database `gestion` of some servers. */
export function settingsOn(...servers: Pick<Server, "port" | "url">[]): Record<string, string> {
  const { username, password } = new URL(servers[0]?.url() ?? "");
  return {
    DB_HOST: servers.map(({ port }) => `127.0.0.1:${port}`).join(","),
    DB_USER: username,
    DB_PASSWORD: password,
    DB_NAME: "gestion",
    JWT_SECRET: "solo-pruebas-0123456789-abcdefghijkl",
    ADMIN_PASSWORD: PASSWORD,
    BCRYPT_COST: "10",
  };
}

/** A private server with an empty database `gestion`. */
export async function startServerWithDatabase(...args: string[]): Promise<Server> {
  const server = await startMariadb({ args });
  await query(server, "CREATE DATABASE gestion CHARACTER SET utf8mb4");
  return server;
}

/** Runs a statement on a server, past the API, and gives its rows as lists of values. */
export async function query(server: Server, text: string): Promise<unknown[][]> {
  const connection = await createConnection({ uri: server.url(), connectTimeout: 5_000 });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(text);
    return Array.isArray(rows) ? rows.map((row) => Object.values(row)) : [];
  } finally {
    connection.destroy();
  }
}
