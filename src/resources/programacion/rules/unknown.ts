import type { Requested } from "./clashes.ts";
import type { BookingContext } from "./facts.ts";
import type { FieldError } from "./validity.ts";

type Catalogue = Pick<
  BookingContext,
  "fichas" | "instructores" | "ambientes" | "competencias" | "resultados"
>;

/** The ids that lead to nothing, or to what the caller may not name: he is told the same of both. */
export function unknownIds(proposal: Requested, known: Catalogue): FieldError[] {
  const { id_instructor, cod_ficha, id_ambiente, cod_competencia, cod_resultado } = proposal;
  const missing = (isKnown: boolean, campo: keyof Requested, what: string): FieldError[] =>
    isKnown ? [] : [{ campo, mensaje: `No existe ${what} ${proposal[campo]}; revise ${campo}` }];
  return [
    ...missing(known.instructores.has(id_instructor), "id_instructor", "el instructor"),
    ...missing(known.fichas.has(cod_ficha), "cod_ficha", "la ficha"),
    ...missing(known.competencias.has(cod_competencia), "cod_competencia", "la competencia"),
    ...missing(known.resultados.has(cod_resultado), "cod_resultado", "el resultado"),
    ...typeof id_ambiente !== "number"
      ? []
      : missing(known.ambientes.has(id_ambiente), "id_ambiente", "el ambiente"),
  ];
}
