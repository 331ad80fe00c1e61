import { migrate } from "@/db/migrate.ts";
import { openDb } from "@/db/open.ts";
import { startApi } from "./api_process.ts";
import { fillCountry } from "./centre_data.ts";
import type { Place } from "./place.ts";
import { figures, type Line, load } from "./users_bench.ts";

const CONNECTIONS = 16;
const SECONDS = 3;
const PASSWORD = "Cafe-Quindio-2026";

/** Every list page and dashboard call with 200 centres, 20,000 fichas and 5,000 users stored. */
export async function benchCentre(place: Place, print: (line: Line) => void): Promise<void> {
  const db = await openDb(place.database);
  await migrate(db);
  const { centro, superadmin, admin, instructor, ficha } = await fillCountry(db);
  await db.close();

  const accountOf = (id: number) => ({ email: `usuario${id}@correo.co`, password: PASSWORD });
  const api = await startApi(place.settings, accountOf(superadmin));
  try {
    const sessions = {
      superadmin: await api.signIn(accountOf(superadmin)),
      admin: await api.signIn(accountOf(admin)),
      instructor: await api.signIn(accountOf(instructor)),
    };
    const run = async (who: keyof typeof sessions, path: string) => {
      const request = api.request(path, sessions[who]);
      const plan = { port: api.port, request, connections: CONNECTIONS, seconds: SECONDS };
      const result = await load(plan);
      print(figures(`${who} ${path}`, result));
      return result;
    };
    for (const path of listsOf(centro, ficha)) await run("admin", path);
    for (const path of EVERYWHERE) await run("superadmin", path);
    for (const path of ["/grupos", "/grupos/tablero", "/notificaciones"]) {
      await run(
        "instructor",
        `${path}${path === "/grupos/tablero" ? `?cod_centro=${centro}` : ""}`,
      );
    }
    for (const list of ["/grupos", "/users"]) {
      const first = await run("superadmin", `${list}?limit=20`);
      const deep = await run("superadmin", `${list}?limit=20&skip=1980`);
      print(["  page 100 against page 1 (aim at most 2)", (deep.p50 / first.p50).toFixed(2)]);
    }
  } finally {
    await api.stop();
  }
}

/** What an admin opens, in the largest centre. */
function listsOf(centro: number, ficha: number): string[] {
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
