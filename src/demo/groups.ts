import { INSTRUCTORES } from "./people.ts";
import { AMBIENTES } from "./rooms.ts";
import { counters } from "./counters.ts";
import { PROGRAMAS } from "./curriculum.ts";

const TOTAL = 40;
/** How long a programme lasts, and its productive stage at the end of it, in months. */
const MONTHS = { TECNÓLOGO: [27, 6], TÉCNICO: [15, 6], OPERARIO: [9, 3] } as const;

const JORNADAS = {
  DIURNA: ["07:00:00", "13:00:00"],
  MIXTA: ["13:00:00", "18:00:00"],
  NOCTURNA: ["18:00:00", "22:00:00"],
} as const;

const MUNICIPIOS = [
  "PEREIRA",
  "DOSQUEBRADAS",
  "PEREIRA",
  "SANTA ROSA DE CABAL",
  "LA VIRGINIA",
  "PEREIRA",
  "BELÉN DE UMBRÍA",
  "MARSELLA",
  "QUINCHIA",
];

const ENDS = ["Terminada por fecha", "Terminada", "Terminada por unificación"];

const EMPRESAS = ["COOPERATIVA CAFETERA DEL OTÚN", "AGROINDUSTRIAS EL BOSQUE S.A.S."];

/** The last instructor no longer works there, and the last ambiente is closed. */
const ACTIVE = INSTRUCTORES.length - 1, OPEN = AMBIENTES.length - 1;

/** 40 fichas that began in the last two years, as they stand on a day. Always the same for one day. */
export function fichasOn(today: string) {
  return Array.from({ length: TOTAL }, (_, i) => grupo(i, Temporal.PlainDate.from(today)));
}

export type GrupoDemo = ReturnType<typeof grupo>;

function grupo(i: number, today: Temporal.PlainDate) {
  const programa = at(PROGRAMAS, i);
  const [months, productive] = MONTHS[programa.nivel];
  const start = lastStart(today).subtract({ months: 3 * (i % 9) });
  const end = start.add({ months }).subtract({ days: 1 });
  const ended = Temporal.PlainDate.compare(end, today) < 0;
  const inPractice = Temporal.PlainDate.compare(end.subtract({ months: productive }), today) < 0;
  const jornada = at(["DIURNA", "DIURNA", "MIXTA", "NOCTURNA"] as const, i);
  const modalidad = i % 10 === 9 ? "VIRTUAL" : i % 13 === 12 ? "A DISTANCIA" : "PRESENCIAL";
  const instructores = [0, 7, 14].map((n) => (i * 3 + n) % ACTIVE);
  const estado_grupo = i === 17 ? "Cancelada" : ended ? at(ENDS, i) : "En ejecucion";
  const [hora_inicio, hora_fin] = JORNADAS[jornada];
  return {
    cod_ficha: 2_845_100 + i * 371,
    cod_centro: 9121,
    cod_programa: programa.cod_programa,
    la_version: programa.la_version,
    estado_grupo,
    nombre_nivel: programa.nivel,
    jornada,
    fecha_inicio: start.toString(),
    fecha_fin: end.toString(),
    etapa: inPractice ? "PRACTICA" : "LECTIVA",
    modalidad,
    responsable: at(INSTRUCTORES, i * 3 % ACTIVE).nombre_completo.toUpperCase(),
    nombre_empresa: i % 8 === 5 ? at(EMPRESAS, i) : null,
    nombre_municipio: at(MUNICIPIOS, i),
    nombre_programa_especial: i % 11 === 4 ? "INTEGRACIÓN CON LA EDUCACIÓN MEDIA" : null,
    hora_inicio,
    hora_fin,
    /** Places in AMBIENTES and INSTRUCTORES. */
    ambiente: modalidad === "VIRTUAL" ? null : i % OPEN,
    instructores: estado_grupo === "En ejecucion" ? instructores : [],
    datos: counters(i, estado_grupo, i % 9 === 0),
  };
}

/** The fichas of a quarter begin on its 19th day. */
function lastStart(today: Temporal.PlainDate): Temporal.PlainDate {
  const began = today.subtract({ days: 18 });
  return began.with({ day: 19, month: Math.floor((began.month - 1) / 3) * 3 + 1 });
}

/** The list again and again. */
function at<T>(list: readonly T[], i: number): T {
  const found = list[i % list.length];
  if (found === undefined) throw new Error("The list is empty");
  return found;
}
