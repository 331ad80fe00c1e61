import type { Db } from "@/db/db.ts";
import { localDate } from "@/http/clock.ts";
import {
  type FichaChange,
  hitByImport,
  isInherited,
  type Unlinked,
} from "@/resources/programacion/upcoming/import_queries.ts";
import type { Importing } from "./imports.ts";
import type { ParteComparada } from "./plans/compare.ts";

/** Which side of a comparison counts: what was there before, or what the file says. */
export type Side = 0 | 1;

/**
 * Gathers what of an import bears on sessions, and forgets the rest.
 * @param side 1 for what the file says, 0 for what was there before
 */
export function createGathering(side: Side) {
  const fichas: FichaChange[] = [], unlinked: Unlinked[] = [];
  return {
    add(partes: readonly ParteComparada[]): void {
      for (const { tabla, key: [code = 0, ...rest], clase, cambios } of partes) {
        if (tabla === "grupo" && clase === "cambiada") {
          const values = Object.entries(cambios).map(([name, change]) => [name, change[side]]);
          const change = { cod_ficha: code, cambios: Object.fromEntries(values) };
          if (isInherited(change)) fichas.push(change);
        }
        if (tabla === "vinculo" && clase === "nueva" && side === 0) {
          const [la_version = 0, cod_competencia = 0] = rest;
          unlinked.push({ cod_programa: code, la_version, cod_competencia });
        }
      }
    },
    /** The sessions to come that it leaves invalid. */
    read: (db: Db, { clock }: Pick<Importing, "clock">) =>
      hitByImport(db, { fichas, unlinked }, localDate(clock)),
  };
}
