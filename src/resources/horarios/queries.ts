import type { Db } from "@/db/db.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { findSubject, occupantsOf, type SubjectKey } from "@/resources/calendarios/subject.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { visibleTo } from "@/resources/programacion/queries.ts";
import { listOccupying } from "@/resources/programacion/ventana/queries.ts";
import type { SesionProgramada } from "@/resources/programacion/ventana/schemas.ts";

/** The week of an instructor, a ficha or an ambiente; `no_laborables` is the name of each such date. */
export type Timetable = SubjectKey & {
  nombre: string;
  fechas: string[];
  no_laborables: Record<string, string>;
  sesiones: SesionProgramada[];
};

/** @returns undefined where the viewer does not see whose week it is */
export async function readTimetable(
  db: Db,
  viewer: UsuarioSesion,
  { tipo, id }: SubjectKey,
  fechas: string[],
): Promise<Timetable | undefined> {
  const subject = await findSubject(db, viewer, { tipo, id });
  const [desde, hasta] = [fechas[0], fechas.at(-1)];
  if (!subject || !desde || !hasta) return undefined;
  const { nombre, cod_centro } = subject, days = { desde, hasta };
  const sesiones = await listOccupying(db, occupantsOf({ tipo, id }), days, visibleTo(viewer));
  const no_laborables = Object.fromEntries(await nonWorkingDays(db, cod_centro, days));
  return { tipo, id, nombre, fechas, no_laborables, sesiones };
}
