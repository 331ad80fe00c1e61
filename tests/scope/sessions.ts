import type { Db } from "@/db/db.ts";
import {
  FOREIGN_FICHA,
  FOREIGN_ROOM,
  OTHER_FICHA,
  seedWorld,
  store,
} from "../resources/programacion/world.ts";
import { COLLEAGUE, FOREIGN_INSTRUCTOR } from "../support.ts";

/** Sessions: OWN of INSTRUCTOR, SHARED in his ficha, ASIDE of the same centre, THEIRS of the other. */
export const OWN = 1, SHARED = 2, ASIDE = 3, THEIRS = 4;

/** The world, with those four on one Wednesday. */
export async function seedSessions(db: Db): Promise<void> {
  await seedWorld(db);
  const fecha_programada = "2026-07-15";
  const colleague = { fecha_programada, id_instructor: COLLEAGUE, hora_inicio: "09:00:00" };
  const foreign = { id_instructor: FOREIGN_INSTRUCTOR, id_ambiente: FOREIGN_ROOM };
  await store(db, { id_programacion: OWN, fecha_programada });
  await store(db, { ...colleague, id_programacion: SHARED, id_ambiente: null });
  await store(db, { ...colleague, id_programacion: ASIDE, cod_ficha: OTHER_FICHA });
  const theirs = { id_programacion: THEIRS, fecha_programada, cod_ficha: FOREIGN_FICHA };
  await store(db, { ...theirs, ...foreign });
}
