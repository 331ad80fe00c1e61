import { sql } from "@/db/sql.ts";
import { CENTRO, INSTRUCTOR } from "../../support.ts";
import {
  DATABASES,
  FICHA,
  LARGE,
  MODEL,
  OTHER_FICHA,
  prepareWorld,
  PROGRAMMING,
  SMALL,
  store,
} from "../programacion/world.ts";

/** Monday 20 July 2026 is a holiday, and the centre closes on the Wednesday. */
export const HARD_WEEK = "2026-W30";

const LONG =
  "APLICAR PRÁCTICAS DE PROTECCIÓN AMBIENTAL, SEGURIDAD Y SALUD EN EL TRABAJO DE ACUERDO " +
  "CON LAS POLÍTICAS ORGANIZACIONALES Y LA NORMATIVIDAD VIGENTE";
const UNBROKEN = "ELECTROENCEFALOGRAFISTA-ESTERNOCLEIDOMASTOIDEO-OTORRINOLARINGOLOGICO";

/**
 * A week of INSTRUCTOR that is hard to draw: from 06:00 to 22:00 on seven days, short sessions with
 * long names, overlaps that came from elsewhere, a cancelled one and days without training.
 */
export async function prepareHardWeek() {
  const api = await prepareWorld();
  const { db } = api;
  await db.execute(
    sql`UPDATE competencia SET nombre = ${LONG} WHERE cod_competencia = ${DATABASES}`,
  );
  await db.execute(sql`
    UPDATE competencia SET nombre = ${UNBROKEN} WHERE cod_competencia = ${PROGRAMMING}`);
  await db.execute(sql`
    INSERT INTO cierre_centro (cod_centro, fecha, motivo)
    VALUES (${CENTRO}, '2026-07-22', 'Jornada de planeación pedagógica de todo el centro')`);
  const long = { cod_competencia: DATABASES, cod_resultado: MODEL };
  const at = (dia: number, desde: string, hasta: string) => ({
    fecha_programada: `2026-07-${dia}`,
    hora_inicio: `${desde}:00`,
    hora_fin: `${hasta}:00`,
  });
  for (let dia = 21; dia <= 26; dia++) {
    await store(db, { ...at(dia, "06:00", "08:00"), ...long });
    await store(db, { ...at(dia, "20:00", "22:00") });
  }
  await store(db, { ...at(21, "08:00", "08:30"), ...long, id_ambiente: LARGE });
  await store(db, { ...at(21, "08:30", "08:45") });
  for (
    const [desde, hasta] of [["09:00", "12:00"], ["10:00", "11:00"], ["10:30", "13:15"]] as const
  ) {
    await store(db, {
      ...at(23, desde, hasta),
      ...long,
      cod_ficha: OTHER_FICHA,
      id_ambiente: SMALL,
    });
  }
  const cancelled = await store(db, { ...at(24, "09:00", "11:00"), estado: "cancelada" });
  await db.execute(sql`
    UPDATE programacion SET motivo = 'El instructor está incapacitado hasta el viernes'
    WHERE id_programacion = ${cancelled}`);
  await store(db, { ...at(24, "09:30", "10:30"), ...long });
  return api;
}

/** The secret of a calendar of INSTRUCTOR. */
export async function secretOf(api: Awaited<ReturnType<typeof prepareWorld>>, body: object = {}) {
  const answer = await api.request("POST", "/calendarios", {
    body: { tipo: "instructor", id: INSTRUCTOR, ...body },
  });
  return String(answer.body.ruta).replace("/calendarios/", "").replace(".ics", "");
}

export { FICHA };
