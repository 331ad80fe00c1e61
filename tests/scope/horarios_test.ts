import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  SUPERADMIN,
} from "../support.ts";
import {
  AULA,
  FICHA,
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  seedWorld,
  store,
} from "../resources/programacion/world.ts";
import { checkScope, type Line } from "./table.ts";

/** Of the week of today. */
const fecha_programada = "2026-07-07";

function seen(as: number, path: string, has: string[], not: string[] = []): Line {
  return { as, ask: `GET /horarios/${path}`, status: 200, has, not };
}

function hidden(as: number, path: string): Line {
  const [tipo] = path.split("/");
  return { as, ask: `GET /horarios/${path}`, status: 404, missing: `GET /horarios/${tipo}/99` };
}

checkScope("horarios", [
  seen(INSTRUCTOR, `instructores/${INSTRUCTOR}`, ["08:00"], ["10:00</time>–"]),
  seen(INSTRUCTOR, `fichas/${FICHA}`, ["08:00", "Carlos Ríos"]),
  seen(INSTRUCTOR, `ambientes/${AULA}`, ["2847248"], ["2847249", "2900001"]),
  hidden(INSTRUCTOR, `instructores/${COLLEAGUE}`),
  hidden(INSTRUCTOR, `instructores/${ADMIN}`),
  hidden(INSTRUCTOR, `fichas/${OTHER_FICHA}`),
  hidden(INSTRUCTOR, `ambientes/${FOREIGN_ROOM}`),
  hidden(INSTRUCTOR, `fichas/${OTHER_FICHA}?formato=xlsx`),
  seen(ADMIN, `instructores/${COLLEAGUE}`, ["2847248", "2847249"]),
  seen(ADMIN, `fichas/${OTHER_FICHA}`, ["Carlos Ríos"]),
  seen(ADMIN, `ambientes/${AULA}`, ["2847248", "2847249"], ["2900001"]),
  hidden(ADMIN, `instructores/${FOREIGN_INSTRUCTOR}`),
  hidden(ADMIN, `instructores/${ADMIN}`),
  hidden(ADMIN, `fichas/${FOREIGN_FICHA}`),
  hidden(ADMIN, `ambientes/${FOREIGN_ROOM}`),
  hidden(FOREIGN_ADMIN, `instructores/${INSTRUCTOR}`),
  hidden(FOREIGN_ADMIN, `fichas/${FICHA}`),
  hidden(FOREIGN_ADMIN, `ambientes/${AULA}`),
  seen(SUPERADMIN, `fichas/${FOREIGN_FICHA}`, ["Flor Osorio"]),
  seen(SUPERADMIN, `ambientes/${AULA}`, ["2847248", "2847249", "2900001"]),
], async ({ db }) => {
  await seedWorld(db);
  const of = { fecha_programada, id_instructor: COLLEAGUE };
  await store(db, { fecha_programada });
  await store(db, { ...of, hora_inicio: "10:00:00", hora_fin: "12:00:00" });
  await store(db, { ...of, cod_ficha: OTHER_FICHA });
  const foreign = { id_instructor: FOREIGN_INSTRUCTOR, cod_ficha: FOREIGN_FICHA };
  await store(db, { fecha_programada, ...foreign });
});
