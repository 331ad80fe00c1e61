import { Sql } from "@/db/sql.ts";
import { engine, openEmptyDb } from "../../database.ts";

const KEY = engine === "mysql" ? "INTEGER AUTO_INCREMENT PRIMARY KEY" : "INTEGER PRIMARY KEY";

/** Two small tables of every kind of column and rule that the real ones use. */
const TABLES = [
  `CREATE TABLE sede (id_sede ${KEY}, nombre VARCHAR(20) NOT NULL)`,
  `CREATE TABLE sala (
    id_sala ${KEY},
    nombre VARCHAR(20) NOT NULL,
    codigo VARCHAR(20) NULL,
    activa BOOLEAN NOT NULL DEFAULT TRUE,
    abierta BOOLEAN NULL,
    horas DECIMAL(5, 2) NULL,
    cupo INTEGER NOT NULL DEFAULT 0,
    desde DATE NULL,
    hora TIME NULL,
    creada_en DATETIME NULL,
    vence_en BIGINT NULL,
    id_sede INTEGER NULL,
    CONSTRAINT sala_cupo CHECK (cupo >= 0),
    CONSTRAINT sala_id_sede_fk FOREIGN KEY (id_sede) REFERENCES sede (id_sede)
  )${engine === "mysql" ? " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci" : ""}`,
  "CREATE UNIQUE INDEX sala_codigo ON sala (codigo)",
];

/** A database with those two tables and no others. */
export async function openTables() {
  const db = await openEmptyDb();
  for (const table of TABLES) await db.execute(new Sql(table, []));
  return { db, [Symbol.asyncDispose]: () => db.close() };
}
