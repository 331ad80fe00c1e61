import assert from "node:assert/strict";
import type { Sql } from "@/db/sql.ts";
import { fillCountry } from "../bench/data/centre_data.ts";
import { gatherStatistics } from "../bench/statistics.ts";
import { engine } from "../database.ts";
import { addFamily, prepareApp } from "../support.ts";
import { type Access, explain } from "./explain.ts";

/** Enough of everything for an engine to find its indexes worth the while. */
const SIZE = { centros: 20, fichas: 4_000, users: 1_000, rooms: 30, sessions: 2 };
const CENTRO = 9121, FICHA = 2_000_003;
/** The tables that no query may go through from end to end. */
const LARGE = ["grupo", "usuario", "programacion"];

const IN_A_CENTRE = [
  `/grupos?cod_centro=${CENTRO}`,
  `/grupos?cod_centro=${CENTRO}&estado_grupo=en+ejecucion&etapa=lectiva`,
  `/grupos?cod_centro=${CENTRO}&q=ana`,
  `/grupos/centro/${CENTRO}?limit=10&skip=100`,
  `/grupos/advanced-search?query=an&cod_centro=${CENTRO}`,
  `/grupos/tablero?cod_centro=${CENTRO}`,
  `/grupos/kpis?cod_centro=${CENTRO}&estado_grupo=en+ejecucion`,
  ...["nivel", "modalidad", "municipio", "jornada", "etapa"]
    .map((it) => `/grupos/distribucion/por-${it}?cod_centro=${CENTRO}&anio=2024`),
  `/grupos/search?search=200`,
  `/grupos?id_instructor=45`,
  `/grupo-instructor/instructor/45`,
  `/grupo-instructor/grupo/${FICHA}`,
];
const OF_USERS = [`/users?cod_centro=${CENTRO}&q=ana`, `/users/get-by-centro?cod_centro=${CENTRO}`];
const OF_ALL = ["/grupos?limit=20", "/grupos?limit=20&skip=1980", "/grupos?q=ana", "/grupos?q=zzz"];
const PICKED = ["/grupos/search", "/grupos/search?search=an"];
const FILTERED = [
  ...["estado_grupo=en+ejecucion", "nombre_nivel=operario", "etapa=lectiva", "jornada=mixta"],
  ...["modalidad=virtual", "nombre_municipio=pereira", "cod_programa=220003&la_version=1"],
  "estado_grupo=Terminada&jornada=mixta&anio=2023",
].map((filter) => `/grupos?${filter}`);

type Who = "superadmin" | "admin" | "instructor";
const everybody = (paths: string[]) =>
  (["superadmin", "admin", "instructor"] as const).flatMap((as) => paths.map((path) => [as, path]));

/** Who finds the rows that he asks for without going through others. */
const SEARCHES = [
  ...everybody(IN_A_CENTRE),
  ...(["admin", "instructor"] as const).flatMap((as) =>
    [...OF_ALL, ...PICKED, ...FILTERED].map((path) => [as, path])
  ),
  ...[...FILTERED, ...OF_USERS].map((path) => ["superadmin", path]),
  ...[...OF_USERS, "/users", "/users?q=ana", "/users/instructores"].map((path) => ["admin", path]),
] as [Who, string][];

/**
 * The superadmin's own: all there is, in order, or a text that may stand anywhere. These go through
 * an index from end to end, or in the order of the key up to the end of the page.
 */
const WALKS = [
  ...[...OF_ALL, ...PICKED, "/grupos?anio=2024", "/users?limit=20", "/users?q=ana"],
  ...["/users?id_rol=3", "/users?estado=true&skip=100"],
];

Deno.test("no list goes through a large table but the superadmin's own, and those through an index", async () => {
  let ids: Record<Who, number> = { superadmin: 0, admin: 0, instructor: 0 };
  await using api = await prepareApp({
    fill: async (db) => {
      const { superadmin, admin, instructor } = await fillCountry(db, SIZE);
      ids = { superadmin, admin, instructor };
      for (const id of Object.values(ids)) await addFamily(db, id);
      await gatherStatistics(db);
    },
  });
  const seen: Sql[] = [];
  const rows = api.db.rows.bind(api.db);
  api.db.rows = (query) => {
    seen.push(query);
    return rows(query);
  };
  /** How the queries of a request reach the large tables, without those that find their rows. */
  const walksOf = async (who: Who, path: string): Promise<Access[]> => {
    seen.length = 0;
    const { status } = await api.request("GET", path, { as: ids[who] });
    assert.equal(status, 200, path);
    const found: Access[] = [];
    for (const query of [...seen]) found.push(...await explain(rows, query));
    assert(found.some(({ table }) => LARGE.includes(table)), `${path} reads none of the tables`);
    return found.filter(({ table, by }) => LARGE.includes(table) && by !== "search");
  };

  for (const [who, path] of SEARCHES) {
    assert.deepEqual(await walksOf(who, path), [], `${path} as ${who}`);
  }
  for (const path of WALKS) {
    const walks = await walksOf("superadmin", path);
    // SQLite holds the rows in the order of the key, and looks for a text in them.
    const inOrder = engine === "sqlite" ? ["/grupos?", "/grupos/search", "/users?q="] : [];
    const mayReadRows = inOrder.some((start) => path.startsWith(start));
    const wrong = walks.filter(({ by }) => by === "table" && !mayReadRows);
    assert.deepEqual(wrong, [], path);
  }
});
