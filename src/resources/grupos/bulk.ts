import type { BulkTable } from "@/db/bulk.ts";
import { sql } from "@/db/sql.ts";
import { PROGRAMA, REPORTED } from "./columns.ts";
import { GENDERS, STATES, TOTALS } from "./counters_schemas.ts";
import { refreshSearch } from "./search_text.ts";

/** What the PE-04 writes: the schedule and the room of a grupo are set by people alone. */
export const GRUPO: BulkTable = {
  table: sql`grupo`,
  key: ["cod_ficha"],
  columns: ["cod_centro", ...PROGRAMA, ...REPORTED],
  untouched: sql`hora_inicio IS NULL AND hora_fin IS NULL AND id_ambiente IS NULL`,
  derive: refreshSearch,
};

const DATOS = { table: sql`datos_grupo`, key: ["cod_ficha"], empty: 0 };

/** What the PE-04 says of the learners. */
export const APRENDICES: BulkTable = {
  ...DATOS,
  columns: [...GENDERS, ...TOTALS],
  untouched: sql`
    cupo_total + en_transito + induccion + formacion + condicionado + aplazado + retiro_voluntario +
    cancelado + cancelamiento_vit_comp + desercion_vit_comp + por_certificar + certificados +
    traslados + otro = 0`,
};

/** What the DF-14A says of them. */
export const ESTADOS: BulkTable = {
  ...DATOS,
  columns: ["cupo_total", ...STATES],
  untouched: sql`
    num_aprendices_masculinos + num_aprendices_femenino + num_aprendices_no_binario +
    num_total_aprendices + num_total_aprendices_activos = 0`,
};

/** The judgements on the learners of a grupo, per resultado: how many, never who. */
export const CONTEO: BulkTable = {
  table: sql`conteo_juicios`,
  key: ["cod_ficha", "cod_resultado"],
  columns: ["aprobados", "no_aprobados", "por_evaluar", "retirados", "fecha_reporte"],
};
