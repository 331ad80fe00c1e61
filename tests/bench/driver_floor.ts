// The floor: the two statements of `GET /users/by-email` in a loop over the bare driver, with as
// many in flight as the load has connections. In a process of its own.
import mysql from "mysql2/promise";
import { DatabaseSync } from "node:sqlite";

export type FloorPlan = { file?: string; url?: string; poolSize: number; seconds: number };

/** So many ask at once, as the load does. */
const LOOPS = 16;

const SESSION = `SELECT id_usuario, id_rol, estado, cod_centro, version_sesion
  FROM usuario WHERE id_usuario = ?
    AND EXISTS (SELECT 1 FROM token_refresco WHERE familia = ?)`;
const USER = `SELECT u.nombre_completo, u.identificacion, u.id_rol, u.correo, u.tipo_contrato,
    u.telefono, u.estado, u.cod_centro, u.id_usuario, r.nombre AS nombre_rol, u.password_changed_at
  FROM usuario u JOIN rol r ON r.id_rol = u.id_rol WHERE u.correo_plano = ?`;

async function measureMysql(url: string, poolSize: number, seconds: number): Promise<number> {
  const { hostname: host, port, username: user, password, pathname } = new URL(url);
  const settings = { host, port: Number(port), user, password, database: pathname.slice(1) };
  const pool = mysql.createPool({ ...settings, connectionLimit: poolSize, dateStrings: true });
  const end = performance.now() + seconds * 1000;
  let pairs = 0;
  await Promise.all(Array.from({ length: LOOPS }, async () => {
    while (performance.now() < end) {
      await pool.execute(SESSION, [700_001, "familia-persona-1"]);
      await pool.execute(USER, ["persona50@correo.co"]);
      pairs++;
    }
  }));
  await pool.end();
  return pairs / seconds;
}

function measureSqlite(file: string, seconds: number): number {
  const db = new DatabaseSync(file, { readOnly: true });
  db.function("plano", { deterministic: true }, (text) => text);
  const [session, user] = [db.prepare(SESSION), db.prepare(USER)];
  const end = performance.now() + seconds * 1000;
  let pairs = 0;
  while (performance.now() < end) {
    session.all(700_001, "familia-persona-1");
    user.all("persona50@correo.co");
    pairs++;
  }
  db.close();
  return pairs / seconds;
}

if (import.meta.main) {
  const { file, url, poolSize, seconds }: FloorPlan = JSON.parse(Deno.args[0] ?? "{}");
  const rate = url
    ? await measureMysql(url, poolSize, seconds)
    : measureSqlite(file ?? "", seconds);
  await Deno.stdout.write(new TextEncoder().encode(String(rate)));
}
