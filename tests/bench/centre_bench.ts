import type { Db } from "@/db/db.ts";
import { migrate } from "@/db/setup/migrate.ts";
import { openDb } from "@/db/setup/open.ts";
import { sql, tuples } from "@/db/sql.ts";
import { PASSWORD as password } from "../people/people.ts";
import { startApi } from "./api_process.ts";
import { CENTROS, type Member, ofRole, storeCrowd } from "./crowd.ts";
import { fillCountry } from "./data/centre_data.ts";
import type { Place } from "./place.ts";
import { figures, type Line, load } from "./users_bench.ts";

const ROLES = { superadmin: 1, admin: 2, instructor: 3 } as const;
const CONNECTIONS = 16;
const SECONDS = 3;
/** Fichas of each instructor of the crowd. */
const FICHAS = 40;

/** Every list page and dashboard call with 200 centres, 20,000 fichas and 5,000 users stored. */
export async function benchCentre(place: Place, print: (line: Line) => void): Promise<void> {
  const db = await openDb(place.database);
  await migrate(db);
  const { superadmin, ficha } = await fillCountry(db);
  const crowd = await storeCrowd(db);
  await assignFichas(db, crowd);
  await db.close();

  const api = await startApi(place.settings, { email: `usuario${superadmin}@correo.co`, password });
  try {
    // Everybody of a role asks in turn, for what is of his centre.
    const run = async (who: keyof typeof ROLES, pathOf: (centro: number) => string) => {
      const request = ofRole(crowd, ROLES[who])
        .map(({ cod_centro, token }) => api.request(pathOf(cod_centro), token));
      const plan = { port: api.port, request, connections: CONNECTIONS, seconds: SECONDS };
      const result = await load(plan);
      print(figures(`${who} ${pathOf(CENTROS[0])}`, result));
      return result;
    };
    for (const pathOf of listsOf(ficha)) await run("admin", pathOf);
    for (const path of EVERYWHERE) await run("superadmin", () => path);
    for (const pathOf of OWN) await run("instructor", pathOf);
    for (const list of ["/grupos", "/users"]) {
      const first = await run("superadmin", () => `${list}?limit=20`);
      const deep = await run("superadmin", () => `${list}?limit=20&skip=1980`);
      print(["  page 100 against page 1 (aim at most 2)", (deep.p50 / first.p50).toFixed(2)]);
    }
  } finally {
    await api.stop();
  }
}

/** The instructors of the crowd teach some fichas of their centre. */
async function assignFichas(db: Db, crowd: readonly Member[]): Promise<void> {
  for (const { id_usuario, cod_centro } of ofRole(crowd, ROLES.instructor)) {
    const fichas = await db.rows(sql`
      SELECT cod_ficha FROM grupo WHERE cod_centro = ${cod_centro}
      ORDER BY cod_ficha LIMIT ${FICHAS} OFFSET ${id_usuario % 10}`);
    const pairs = fichas.map(({ cod_ficha }) => [Number(cod_ficha), id_usuario] as const);
    await db.execute(sql`
      INSERT INTO grupo_instructor (cod_ficha, id_instructor) VALUES ${tuples(pairs)}`);
  }
}

type PathOf = (centro: number) => string;

const OWN: PathOf[] = [
  () => "/grupos",
  (centro) => `/grupos/tablero?cod_centro=${centro}`,
  () => "/notificaciones",
];

/** What an admin opens in his centre; the first is the largest of all. */
function listsOf(ficha: number): PathOf[] {
  const paths = (centro: number) => pathsOf(centro, ficha);
  return paths(0).map((_, i) => (centro) => paths(centro)[i] ?? "");
}

function pathsOf(centro: number, ficha: number): string[] {
  const filters = `cod_centro=${centro}&estado_grupo=En+ejecucion`;
  return [
    "/users",
    "/users?q=mar%C3%ADa",
    "/ambientes",
    "/ambientes?q=lab",
    "/programas?q=analisis",
    "/competencias/search?q=datos",
    "/grupos",
    "/grupos?q=analisis&estado_grupo=En+ejecucion",
    `/grupos/centro/${centro}?limit=10`,
    `/grupos/advanced-search/?query=ana&cod_centro=${centro}`,
    "/grupos/search?search=ana&limit=15",
    `/grupos/search?search=${String(ficha).slice(0, 4)}`,
    `/grupos/kpis?${filters}`,
    ...["municipio", "jornada", "modalidad", "etapa", "nivel"]
      .map((what) => `/grupos/distribucion/por-${what}?${filters}`),
    `/grupos/tablero?${filters}`,
    "/auditoria",
  ];
}

const EVERYWHERE = [
  "/users?q=mar%C3%ADa",
  "/grupos?q=analisis",
  "/grupos/search?search=ana&limit=15",
  "/ambientes?q=lab",
];
