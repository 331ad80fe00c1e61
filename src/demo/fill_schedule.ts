import type { Db } from "@/db/db.ts";
import type { Actor } from "@/http/actor.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { add } from "@/resources/programacion/book.ts";
import { cancel } from "@/resources/programacion/change.ts";
import { NuevaProgramacion } from "@/resources/programacion/schemas.ts";
import { addSeries } from "@/resources/programacion/series/create.ts";
import { NuevaSerie } from "@/resources/programacion/series/schemas/nueva.ts";
import { codeOfResultado, PROGRAMAS } from "./curriculum.ts";
import type { GrupoDemo } from "./groups.ts";
import { type Meeting, monthAround, scheduleOf } from "./schedule.ts";

type Given = { user: UsuarioSesion; actor: Actor; people: readonly number[] };

const REASONS = ["El instructor tiene cita médica", "No hay agua en la sede"];

/** Programs the month around today as the API does: each session checked, told and in the trail. */
export async function fillSchedule(
  tx: Db,
  { user, actor, people }: Given,
  fichas: readonly GrupoDemo[],
): Promise<void> {
  const { desde, hasta } = monthAround(actor.now.slice(0, 10));
  const { series, single } = scheduleOf(fichas, actor.now.slice(0, 10));
  for (const meeting of series) {
    const { dias, hora_inicio, hora_fin } = meeting;
    const patrones = [{ dias, hora_inicio, hora_fin }];
    const nueva = { ...whoOf(meeting, people), temas: [topicOf(meeting)], patrones, desde, hasta };
    await addSeries(tx, user, actor, NuevaSerie.parse(nueva));
  }
  const fecha_programada = await workingSaturday(tx, user.cod_centro, { desde, hasta });
  if (!fecha_programada) return;
  const added: number[] = [];
  for (const meeting of single) {
    const { hora_inicio, hora_fin } = meeting;
    const slot = { fecha_programada, hora_inicio, hora_fin };
    const nueva = { ...whoOf(meeting, people), ...topicOf(meeting), ...slot };
    added.push((await add(tx, user, actor, NuevaProgramacion.parse(nueva))).id_programacion);
  }
  for (const [i, motivo] of REASONS.entries()) {
    const id_programacion = added[i];
    if (id_programacion) await cancel(tx, user, actor, { id_programacion, motivo });
  }
}

function whoOf({ ficha, instructor }: Meeting, people: readonly number[]) {
  return { cod_ficha: ficha.cod_ficha, id_instructor: people[instructor] };
}

function topicOf({ ficha, competencia }: Meeting) {
  const programa = PROGRAMAS.find(({ cod_programa }) => cod_programa === ficha.cod_programa);
  const cod_competencia = programa?.competencias[competencia] ?? 0;
  return { cod_competencia, cod_resultado: codeOfResultado(cod_competencia, 0) };
}

/** The last of the month, so that as a rule it is still to come. */
async function workingSaturday(
  tx: Db,
  cod_centro: number,
  month: { desde: string; hasta: string },
) {
  const closed = await nonWorkingDays(tx, cod_centro, month);
  const monday = Temporal.PlainDate.from(month.desde);
  return [26, 19, 12, 5].map((days) => monday.add({ days }).toString())
    .find((fecha) => !closed.has(fecha));
}
