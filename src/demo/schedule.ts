import type { GrupoDemo } from "./groups.ts";

const HOURS = 3, WEEKDAYS = [1, 2, 3, 4, 5], SATURDAY = 6;
/** So many sessions on one Saturday, which belong to no series. */
const SINGLE = 8;

/** Who meets whom, in places of the lists of people and fichas, and on which days of the week. */
export type Meeting = {
  ficha: GrupoDemo;
  instructor: number;
  /** Which of the competencias of its programme. */
  competencia: number;
  dias: number[];
  hora_inicio: string;
  hora_fin: string;
};

/** Four whole weeks around a day: two that are over and two to come. */
export function monthAround(today: string): { desde: string; hasta: string } {
  const day = Temporal.PlainDate.from(today);
  const desde = day.subtract({ days: day.dayOfWeek - 1 + 14 });
  return { desde: desde.toString(), hasta: desde.add({ days: 27 }).toString() };
}

/**
 * What the fichas that are in classes all that month do: every week on two days with each of their
 * instructors, and some of them once on a Saturday. No instructor and no ambiente is asked for
 * twice at a time, so the API has no reason to refuse any of it.
 */
export function scheduleOf(fichas: readonly GrupoDemo[], today: string) {
  const { desde, hasta } = monthAround(today);
  const inClasses = fichas.filter((ficha) =>
    ficha.estado_grupo === "En ejecucion" && ficha.etapa === "LECTIVA" &&
    ficha.fecha_inicio <= desde && ficha.fecha_fin >= hasta
  );
  const taken = new Set<string>();
  const wishes = inClasses.flatMap((ficha) =>
    ficha.instructores.map((instructor, competencia) => ({ ficha, instructor, competencia }))
  );
  const series = wishes.flatMap((wish) => meet(wish, WEEKDAYS, 2, taken));
  const single = wishes.flatMap((wish) => meet(wish, [SATURDAY], 1, taken)).slice(0, SINGLE);
  return { series, single };
}

type Wish = Pick<Meeting, "ficha" | "instructor" | "competencia">;

/** The first days on which all of them are free, which they are no more afterwards. */
function meet(wish: Wish, days: number[], many: number, taken: Set<string>): Meeting[] {
  const { ficha, instructor, competencia } = wish;
  const { hora_inicio } = ficha;
  const keysOn = (day: number) => [
    `instructor ${instructor} ${day} ${hora_inicio}`,
    `ficha ${ficha.cod_ficha} ${day} ${hora_inicio}`,
    ...ficha.ambiente === null ? [] : [`ambiente ${ficha.ambiente} ${day} ${hora_inicio}`],
  ];
  const [first = 1] = days,
    turned = days.map((day) => first + (day - first + competencia * 2) % days.length);
  const dias = turned.filter((day) => keysOn(day).every((key) => !taken.has(key))).slice(0, many);
  if (dias.length === 0) return [];
  for (const key of dias.flatMap(keysOn)) taken.add(key);
  const hora_fin = Temporal.PlainTime.from(hora_inicio).add({ hours: HOURS })
    .toString({ smallestUnit: "second" });
  return [{ ficha, instructor, competencia, dias: dias.toSorted(), hora_inicio, hora_fin }];
}
