import { type Sql, sql } from "@/db/sql.ts";

/** Seconds since midnight, of the text of a time: the form in which both engines show it. */
const secondsOf = (hora: Sql) =>
  sql`(SUBSTR(${hora}, 1, 2) * 3600 + SUBSTR(${hora}, 4, 2) * 60 + SUBSTR(${hora}, 7, 2))`;

/** How long a row of `programacion` takes, in seconds: `SUM(${SECONDS})`. */
export const SECONDS = sql`(${secondsOf(sql`hora_fin`)} - ${secondsOf(sql`hora_inicio`)})`;
