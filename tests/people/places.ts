import { type Operation, resolve } from "../contract/document.ts";
import { valueOf } from "../contract/example_request.ts";
import { COMPETENCIA, FICHA, IN_USE, PROGRAMA, SCHEDULED } from "../resources/catalogue.ts";
import { CENTRO, emailOf, INSTRUCTOR } from "../support.ts";

/** What stands in `prepareRecords()` under the name of a parameter. */
const BY_NAME: Record<string, string | number> = {
  anio: 2026,
  cod_centro: CENTRO,
  cod_competencia: COMPETENCIA,
  cod_ficha: FICHA,
  cod_programa: PROGRAMA,
  cod_regional: 66,
  cod_resultado: SCHEDULED,
  desde: "2026-07-06",
  email: emailOf(INSTRUCTOR),
  fechas: "2026-07-07,2026-07-08",
  file: "swagger-ui.css",
  hasta: "2026-08-02",
  hora_fin: "09:00:00",
  hora_inicio: "07:00:00",
  id_ambiente: IN_USE,
  id_instructor: INSTRUCTOR,
  id_usuario: INSTRUCTOR,
  la_version: 1,
  nombre: "CENTRO DE COMERCIO Y SERVICIOS",
  query: "ana",
};

/** What `{id}` is in the paths that begin so; everywhere else it is the first record, 1. */
const IDS: [beginning: string, id: number][] = [
  ["/users/", INSTRUCTOR],
  ["/instructores/", INSTRUCTOR],
  ["/horarios/", FICHA],
  ["/programacion/instructor/", INSTRUCTOR],
  ["/programacion/{id}", INSTRUCTOR],
];

/** The parameters that would leave nothing to see: who asks for page 2, or for his own, sees none. */
const LEFT_OUT = ["skip", "limit", "token", "propia", "leida", "id_usuario", "registro", "año"];

/**
 * Requests of a GET of the document: with the parameters that it needs, and with each other one too.
 * A route whose records have other names gets a line above.
 */
export function urlsOf({ path, parameters }: Operation): string[] {
  const value = (name: string) => {
    const found = parameters.find((parameter) => parameter.name === name);
    return String(BY_NAME[name] ?? valueOf(resolve(found?.schema ?? {})));
  };
  const [, id = 1] = IDS.find(([beginning]) => path.startsWith(beginning)) ?? [];
  const filled = path.replaceAll(
    /{(\w+)}/g,
    (_, name) => encodeURIComponent(name === "id" ? String(id) : value(name)),
  );
  const query = parameters.filter((parameter) => parameter.in === "query");
  const needed = query.filter(({ required }) => required).map(({ name }) => name);
  const others = query.map(({ name }) => name)
    .filter((name) => !needed.includes(name) && !LEFT_OUT.includes(name));
  const url = (names: readonly string[]) =>
    names.length ? `${filled}?${new URLSearchParams(names.map((n) => [n, value(n)]))}` : filled;
  return [needed, ...others.map((name) => [...needed, name])].map(url);
}
