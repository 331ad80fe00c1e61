import { plain } from "@/db/text.ts";

/** The groups of a centre that have the same features, and what they add up to. */
export type Suma = {
  nivel: string | null;
  modalidad: string | null;
  jornada: string | null;
  estado: string | null;
  /** Whether they began in the year of the goal. */
  nuevos: boolean;
  grupos: number;
  cupo: number;
  matriculados: number;
  activos: number;
  induccion: number;
  formacion: number;
  por_certificar: number;
  certificados: number;
};

type Medida = { palabras: string[]; descripcion: string; de: (suma: Suma) => number };

const enEjecucion = ({ estado }: Suma) => plain(estado ?? "") === "en ejecucion";
const terminado = ({ estado }: Suma) => /^terminad[oa]/.test(plain(estado ?? ""));

/** What can be read from the data. Longer words first: "aprendices" alone is the start of many. */
const MEDIDAS: Medida[] = [
  {
    palabras: ["grupos en ejecucion", "fichas en ejecucion", "grupos activos", "fichas activas"],
    descripcion: "Grupos que están en ejecución",
    de: (suma) => enEjecucion(suma) ? suma.grupos : 0,
  },
  {
    palabras: ["grupos terminados", "fichas terminadas"],
    descripcion: "Grupos que terminaron, por la causa que sea",
    de: (suma) => terminado(suma) ? suma.grupos : 0,
  },
  {
    palabras: ["grupos nuevos", "grupos iniciados", "fichas nuevas", "fichas iniciadas"],
    descripcion: "Grupos que empezaron en el año",
    de: (suma) => suma.nuevos ? suma.grupos : 0,
  },
  {
    palabras: ["grupos", "fichas"],
    descripcion: "Grupos con algún día en el año",
    de: (suma) => suma.grupos,
  },
  {
    palabras: ["aprendices en formacion"],
    descripcion: "Aprendices en formación",
    de: (suma) => suma.formacion,
  },
  {
    palabras: ["aprendices en induccion"],
    descripcion: "Aprendices en inducción",
    de: (suma) => suma.induccion,
  },
  {
    palabras: ["aprendices por certificar", "por certificar"],
    descripcion: "Aprendices por certificar",
    de: (suma) => suma.por_certificar,
  },
  {
    palabras: ["aprendices certificados", "certificados", "certificaciones"],
    descripcion: "Aprendices certificados",
    de: (suma) => suma.certificados,
  },
  {
    palabras: ["aprendices activos"],
    descripcion: "Aprendices activos",
    de: (suma) => suma.activos,
  },
  {
    palabras: ["aprendices matriculados", "aprendices", "matriculados"],
    descripcion: "Aprendices matriculados, activos o no",
    de: (suma) => suma.matriculados,
  },
  { palabras: ["cupos", "cupo"], descripcion: "Cupos ofrecidos", de: (suma) => suma.cupo },
];

/** A goal that only names a level is about its learners in training. */
const NORMAL = "aprendices en formacion";

type Feature = "nivel" | "modalidad" | "jornada";

/** How a concept narrows what it counts, and the value that the groups keep. */
const FILTROS: [pattern: RegExp, feature: Feature, value: string][] = [
  [/^profundizacion(es)? tecnicas?/, "nivel", "profundizacion tecnica"],
  [/^especializacion(es)? tecnologicas?/, "nivel", "especializacion tecnologica"],
  [/^cursos? especial(es)?/, "nivel", "curso especial"],
  [/^tecnolog[oa]s?/, "nivel", "tecnologo"],
  [/^tecnicos?/, "nivel", "tecnico"],
  [/^auxiliar(es)?/, "nivel", "auxiliar"],
  [/^operarios?/, "nivel", "operario"],
  [/^eventos?/, "nivel", "evento"],
  [/^(a )?distancia/, "modalidad", "a distancia"],
  [/^presencial(es)?/, "modalidad", "presencial"],
  [/^virtual(es)?/, "modalidad", "virtual"],
  [/^diurn[oa]s?/, "jornada", "diurna"],
  [/^nocturn[oa]s?/, "jornada", "nocturna"],
  [/^mixt[oa]s?/, "jornada", "mixta"],
];

const LINK = /^(de|del|en|la|el|los|las|para|nivel|modalidad|jornada|formacion) /;

/** The known concepts, for whoever writes goals. */
export function listConcepts() {
  return MEDIDAS.map(({ palabras: [concepto = "", ...sinonimos], descripcion }) => ({
    concepto,
    sinonimos,
    descripcion,
  }));
}

/**
 * What a goal has reached, from the groups of its centre and year. Capitals, accents and punctuation
 * do not matter: "Aprendices en formación - Tecnólogo" and "APRENDICES EN FORMACION TECNOLOGOS".
 * @returns undefined when the concept is not one of those that the data can tell
 */
export function reached(concepto: string, sumas: readonly Suma[]): number | undefined {
  const text = plain(concepto.replace(/[^\p{L}\p{N}\s]/gu, " ")).trim().replace(
    /^total (de )?/,
    "",
  );
  const [words, medida] = findMedida(text);
  const filters = readFilters(text.slice(words.length).trim());
  if (!medida || !filters) return undefined;
  if (words === "" && filters.length === 0) return undefined;
  const matching = sumas.filter((suma) =>
    filters.every(([feature, value]) => plain(suma[feature] ?? "") === value)
  );
  return matching.reduce((total, suma) => total + medida.de(suma), 0);
}

function findMedida(text: string): [words: string, medida: Medida | undefined] {
  for (const medida of MEDIDAS) {
    const words = medida.palabras.find((word) => text === word || text.startsWith(`${word} `));
    if (words) return [words, medida];
  }
  return ["", MEDIDAS.find(({ palabras }) => palabras.includes(NORMAL))];
}

/** Everything after the measure must be understood, or the number would be of something else. */
function readFilters(text: string): [Feature, string][] | undefined {
  const filters: [Feature, string][] = [];
  let rest = text;
  while (rest) {
    const found = FILTROS.map(([pattern, feature, value]) => {
      const match = rest.match(new RegExp(`${pattern.source}(?= |$)`))?.[0];
      return match === undefined ? undefined : { match, filter: [feature, value] as const };
    }).find((candidate) => candidate !== undefined);
    if (found) {
      filters.push([...found.filter]);
      rest = rest.slice(found.match.length).trim();
    } else if (LINK.test(rest)) rest = rest.replace(LINK, "");
    else return undefined;
  }
  return filters;
}
