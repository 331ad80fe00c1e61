import type { Db } from "@/db/db.ts";
import { Sql, sql, tuples, type Value } from "@/db/sql.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";
import { MUNICIPIOS, personName, pick, programmeName, roomName } from "./centre_words.ts";

/** How much there is of everything: rooms of each centro, sessions of each ficha. */
export type Size = {
  centros: number;
  fichas: number;
  users: number;
  rooms: number;
  sessions: number;
};

export const COUNTRY: Size = {
  centros: 200,
  fichas: 20_000,
  users: 5_000,
  rooms: 30,
  sessions: 5,
};

/** Centro 9121, the first, has this part of all fichas: one centre is always much larger. */
const LARGEST = 1 / 20;
const CENTRO = 9121, FIRST_FICHA = 2_000_000;
const PROGRAMAS = 300, COMPETENCIAS = 1_500;
/** Competencias of a version of a programme. */
const LINKS = 10;
/** Per statement: SQLite takes 32,766 values in one. */
const ROWS = 500;
const DEADLINE = 120_000;

/** bcrypt of "Cafe-Quindio-2026", at its cheapest. */
const PASSWORD_HASH = "$2b$04$mxuVfngPFnqcOnztHUdX6./jbw4rEvDoRk2jGBC7Jxu9dOBKhpk8K";

/**
 * Fills a migrated database that has no users with the data of a whole country, always the same.
 * User 1 is superadmin, the next ones are the admins of the centros, and the rest instructors.
 * @returns who and what to ask for: all of them of the largest centro, one of its instructors too
 */
export async function fillCountry(db: Db, size: Size = COUNTRY) {
  const centros = range(size.centros).map((i) => CENTRO + i);
  await db.withDeadline(DEADLINE).transaction(async (tx) => {
    await insert(tx, "centro_formacion", centros.slice(1), (cod_centro, i) => ({
      cod_centro,
      nombre_centro: `CENTRO DE FORMACIÓN ${i}`,
      cod_regional: 66,
    }));
    await fillUsers(tx, centros, size.users);
    await fillCatalogue(tx, centros, size.rooms);
    await fillFichas(tx, size);
    await refreshSearch(tx, sql`1 = 1`);
    await fillSessions(tx, size);
  });
  const instructor = instructorOf(size, 0, 0);
  return { centro: CENTRO, ficha: FIRST_FICHA, superadmin: 1, admin: 2, instructor };
}

async function fillUsers(tx: Db, centros: number[], users: number): Promise<void> {
  await insert(tx, "usuario", range(users), (i) => ({
    id_usuario: i + 1,
    nombre_completo: personName(i),
    identificacion: String(1_088_000_000 + i),
    id_rol: i === 0 ? 1 : i <= centros.length ? 2 : 3,
    correo: `usuario${i + 1}@correo.co`,
    pass_hash: PASSWORD_HASH,
    tipo_contrato: pick(["PLANTA", "CONTRATISTA"], i),
    telefono: String(3_000_000_000 + i),
    estado: true,
    cod_centro: pick(centros, i === 0 ? 0 : i - 1),
  }));
}

/** The users after the admins go round the centros. */
function instructorOf({ centros, users }: Size, centro: number, i: number): number {
  const each = Math.trunc((users - 1) / centros) - 1;
  return 2 + centro + centros * (1 + i % each);
}

async function fillCatalogue(tx: Db, centros: number[], rooms: number): Promise<void> {
  await insert(tx, "ambiente_formacion", range(centros.length * rooms), (i) => ({
    id_ambiente: i + 1,
    nombre_ambiente: roomName(i % rooms),
    num_max_aprendices: 30,
    municipio: pick(MUNICIPIOS, i),
    ubicacion: `BLOQUE ${pick(["A", "B", "C"], i)}`,
    cod_centro: pick(centros, Math.trunc(i / rooms)),
    estado: true,
  }));
  await insert(tx, "programa_formacion", range(PROGRAMAS), (i) => ({
    cod_programa: 220_000 + Math.trunc(i / 2),
    la_version: 1 + i % 2,
    nombre: programmeName(Math.trunc(i / 2)),
    horas_lectivas: 3120,
    horas_productivas: 864,
  }));
  await insert(tx, "competencia", range(COMPETENCIAS), (i) => ({
    cod_competencia: 36_000 + i,
    nombre: `CONTROLAR ${programmeName(i)} SEGÚN NORMATIVA ${i}`,
    horas: 96,
  }));
  await insert(tx, "resultado_aprendizaje", range(COMPETENCIAS * 3), (i) => ({
    cod_resultado: 590_000 + i,
    nombre: `0${1 + i % 3} APLICAR ${programmeName(i)}`,
    cod_competencia: 36_000 + Math.trunc(i / 3),
  }));
  await insert(tx, "programa_competencia", range(PROGRAMAS * LINKS), (i) => ({
    cod_programa: 220_000 + Math.trunc(i / LINKS / 2),
    la_version: 1 + Math.trunc(i / LINKS) % 2,
    cod_competencia: 36_000 + i % COMPETENCIAS,
  }));
}

async function fillFichas(tx: Db, size: Size): Promise<void> {
  const fichas = range(size.fichas).map((i) => ({ i, ...placeOf(size, i) }));
  await insert(tx, "grupo", fichas, ({ i, centro, cod_ficha }) => ({
    cod_ficha,
    cod_centro: CENTRO + centro,
    cod_programa: 220_000 + Math.trunc(i * 7 % PROGRAMAS / 2),
    la_version: 1 + i * 7 % PROGRAMAS % 2,
    estado_grupo: pick(["En ejecucion", "En ejecucion", "Terminada", "Terminada por fecha"], i),
    nombre_nivel: pick(["TECNÓLOGO", "TÉCNICO", "CURSO ESPECIAL", "OPERARIO", "AUXILIAR"], i * 3),
    jornada: pick(["DIURNA", "MIXTA", "NOCTURNA"], i * 5),
    fecha_inicio: `${2021 + i % 6}-0${1 + i % 9}-15`,
    fecha_fin: `${2023 + i % 6}-0${1 + i % 9}-14`,
    etapa: pick(["LECTIVA", "LECTIVA", "PRACTICA"], i),
    modalidad: pick(["PRESENCIAL", "PRESENCIAL", "VIRTUAL", "A DISTANCIA"], i * 3 + 1),
    responsable: personName(i * 11),
    nombre_municipio: pick([...MUNICIPIOS, null], i),
    hora_inicio: "07:00:00",
    hora_fin: "13:00:00",
    id_ambiente: 1 + centro * size.rooms + i % size.rooms,
  }));
  await insert(tx, "datos_grupo", fichas, ({ i, cod_ficha }) => ({
    cod_ficha,
    num_aprendices_masculinos: 10 + i % 7,
    num_aprendices_femenino: 12,
    num_total_aprendices: 22 + i % 7,
    num_total_aprendices_activos: 20 + i % 5,
    cupo_total: 30,
    formacion: 20 + i % 5,
  }));
  await insert(tx, "grupo_instructor", range(size.fichas * 2), (i) => {
    const { centro, cod_ficha } = placeOf(size, Math.trunc(i / 2));
    return { cod_ficha, id_instructor: instructorOf(size, centro, i) };
  });
}

async function fillSessions(tx: Db, size: Size): Promise<void> {
  await insert(tx, "programacion", range(size.fichas * size.sessions), (i) => {
    const { centro, cod_ficha } = placeOf(size, Math.trunc(i / size.sessions));
    return {
      id_instructor: instructorOf(size, centro, i),
      cod_ficha,
      fecha_programada: `2026-0${1 + i % 9}-${10 + i % 19}`,
      horas_programadas: 2,
      hora_inicio: `${pick(["06", "08", "10", "14", "16"], i)}:00:00`,
      hora_fin: `${pick(["08", "10", "12", "16", "18"], i)}:00:00`,
      cod_competencia: 36_000 + i % COMPETENCIAS,
      cod_resultado: 590_000 + i % COMPETENCIAS * 3,
      id_user: 1,
      id_ambiente: 1 + centro * size.rooms + i % size.rooms,
    };
  });
}

/** The first fichas belong to the largest centro, the others go round. */
function placeOf({ centros, fichas }: Size, i: number) {
  return { centro: i < fichas * LARGEST ? 0 : i % centros, cod_ficha: FIRST_FICHA + i };
}

/** Rows of a table, many to a statement. */
export async function insert<T>(
  tx: Db,
  table: string,
  items: readonly T[],
  rowOf: (item: T, i: number) => Record<string, Value>,
): Promise<void> {
  for (let start = 0; start < items.length; start += ROWS) {
    const rows = items.slice(start, start + ROWS).map((item, i) => rowOf(item, start + i));
    const into = new Sql(`INSERT INTO ${table} (${Object.keys(rows[0] ?? {})}) VALUES `, []);
    await tx.execute(sql`${into} ${tuples(rows.map((row) => Object.values(row)))}`);
  }
}

export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
