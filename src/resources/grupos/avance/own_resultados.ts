/** A resultado of a competencia, and whether any judgement anywhere is on it. */
type Resultado = { cod_resultado: number | null; juzgado: number };

/**
 * Of the resultados of one competencia, those of a ficha: what its judgements show; else those of the
 * other fichas of its programme; else what no judgement gives to another programme. Where nothing
 * tells them apart, all of them.
 */
export function ownAmong<T extends Resultado>(
  resultados: readonly T[],
  { ofFicha, ofPrograma }: { ofFicha: ReadonlySet<number>; ofPrograma: ReadonlySet<number> },
): readonly T[] {
  const choices = [
    resultados.filter(({ cod_resultado }) => ofFicha.has(cod_resultado ?? 0)),
    resultados.filter(({ cod_resultado }) => ofPrograma.has(cod_resultado ?? 0)),
    resultados.filter(({ juzgado }) => juzgado === 0),
  ];
  return choices.find((some) => some.length > 0) ?? resultados;
}
