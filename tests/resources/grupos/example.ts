import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import { refreshSearch } from "@/resources/grupos/search_text.ts";
import { CENTRO, COLLEAGUE, INSTRUCTOR, OTHER_CENTRO, prepareApp } from "../../support.ts";
import {
  FICHA,
  FOREIGN,
  FREE,
  IN_USE,
  OTHER_PROGRAMA,
  PROGRAMA,
  seedCatalogue,
} from "../catalogue.ts";

/**
 * Fichas of CENTRO, besides FICHA which has no state nor anything else: MORNING in the first
 * programme and EVENING in the other one, in training; OVER, CANCELLED; and one of OTHER_CENTRO.
 * INSTRUCTOR teaches MORNING; COLLEAGUE MORNING and EVENING.
 */
export const MORNING = 2900001, EVENING = 2900002, OVER = 2800003, CANCELLED = 2800004;
export const FOREIGN_FICHA = 3000001;

/** What every test of grupos counts on, besides the catalogue. */
export async function seedGrupos(db: Db): Promise<void> {
  await seedCatalogue(db);
  for (
    const statement of [
      sql`INSERT INTO grupo (cod_ficha, cod_centro, cod_programa, la_version, estado_grupo,
          nombre_nivel, jornada, fecha_inicio, fecha_fin, etapa, modalidad, responsable,
          nombre_municipio, hora_inicio, hora_fin, id_ambiente)
        VALUES
          (${MORNING}, ${CENTRO}, ${PROGRAMA}, 2, 'EN EJECUCIÓN', 'TECNÓLOGO', 'DIURNA',
            '2026-02-02', '2028-05-01', 'LECTIVA', 'PRESENCIAL', 'ANA RUIZ', 'BELÉN DE UMBRÍA',
            '07:00:00', '13:00:00', ${FREE}),
          (${EVENING}, ${CENTRO}, ${OTHER_PROGRAMA}, 102, 'En ejecucion', 'Tecnologo', 'NOCTURNA',
            '2025-07-14', '2027-10-01', 'PRACTICA', 'VIRTUAL', 'CARLOS 100% MUÑOZ', NULL,
            '18:00:00', '22:00:00', NULL),
          (${OVER}, ${CENTRO}, ${PROGRAMA}, 1, 'Terminada', 'TÉCNICO', 'MIXTA', '2023-01-30',
            '2024-12-13', 'PRACTICA', 'PRESENCIAL', 'INÉS DE LA ROSA', 'PEREIRA', NULL, NULL,
            ${IN_USE}),
          (${CANCELLED}, ${CENTRO}, ${PROGRAMA}, 1, 'Cancelada', 'TÉCNICO', 'MIXTA', '2025-01-27',
            '2026-12-12', 'LECTIVA', 'A DISTANCIA', 'ANA RUIZ', 'PEREIRA', NULL, NULL, NULL),
          (${FOREIGN_FICHA}, ${OTHER_CENTRO}, ${PROGRAMA}, 2, 'En ejecucion', 'TECNÓLOGO', 'DIURNA',
            '2026-02-02', '2028-05-01', 'LECTIVA', 'PRESENCIAL', 'ANA LEJANA', 'DOSQUEBRADAS',
            '07:00:00', '13:00:00', ${FOREIGN})`,
      sql`INSERT INTO datos_grupo (cod_ficha, formacion)
        VALUES (${MORNING}, 25), (${EVENING}, 10), (${OVER}, 3), (${FOREIGN_FICHA}, 28)`,
      sql`INSERT INTO grupo_instructor (cod_ficha, id_instructor)
        VALUES (${MORNING}, ${INSTRUCTOR}), (${MORNING}, ${COLLEAGUE}), (${EVENING}, ${COLLEAGUE})`,
    ]
  ) await db.execute(statement);
  await db.transaction((tx) => refreshSearch(tx, sql`1 = 1`));
}

/** An app with the grupos in it. */
export async function prepareGrupos() {
  const api = await prepareApp();
  await seedGrupos(api.db);
  return api;
}

/** Every ficha of CENTRO, as lists show them. */
export const OF_CENTRO = [EVENING, MORNING, FICHA, CANCELLED, OVER];

export function fichasOf(grupos: { cod_ficha: number }[]): number[] {
  return grupos.map(({ cod_ficha }) => cod_ficha);
}
