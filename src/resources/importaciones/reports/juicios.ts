import * as z from "zod";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { findColumns, normalizeHeader } from "@/resources/importaciones/sheets/header.ts";
import type { Cell, Row } from "@/resources/importaciones/sheets/row.ts";
import { code, codeAndName, dateOrNull, fichaCode, text } from "./cells.ts";
import {
  type Columns,
  readColumns,
  readRow,
  type Rechazada,
  reject,
  type Report,
} from "./report.ts";

const COUNTERS = {
  APROBADO: "aprobados",
  NOAPROBADO: "no_aprobados",
  POREVALUAR: "por_evaluar",
} as const;

const FilaJuicio = z.object({
  competencia: codeAndName,
  resultado: codeAndName,
  juicio: z.preprocess(
    (cell: Cell) => normalizeHeader(cell),
    z.enum(["APROBADO", "NOAPROBADO", "POREVALUAR"], {
      error: "Debe ser APROBADO, NO APROBADO o POR EVALUAR",
    }),
  ),
});

/** Juicios evaluativos: the judgements on the learners of one ficha. */
export const JUICIOS: Report<typeof FilaJuicio> = {
  name: "reporte de juicios evaluativos",
  schema: FilaJuicio,
  headers: {
    competencia: "Competencia",
    resultado: "Resultado de Aprendizaje",
    juicio: "Juicio de Evaluación",
  },
  needed: ["competencia", "resultado", "juicio"],
  marks: [],
};

// What tells the learners apart while a file is read: none of it is kept, nor shown with a row.
const LEARNER = { tipo: "Tipo de Documento", documento: "Número de Documento", estado: "Estado" };

/** States of those who are learners no more, as they begin; the others are still there to be judged. */
const GONE = /^(CANCEL|RETIR|TRASLAD|DESER|DESVINCUL|ANUL|EXPULS|EXCLU|INACTIV|NOMATRIC|FALLEC)/;

const Ficha = z.object({
  fecha_reporte: dateOrNull,
  cod_ficha: fichaCode,
  cod_programa: code,
  la_version: code,
  nombre_programa: text(255),
  estado_grupo: text(50),
  fecha_inicio: dateOrNull,
  fecha_fin: dateOrNull,
  modalidad: text(50),
  nombre_regional: text(80),
  nombre_centro: text(80),
});

// The labels above the table; the second spelling of the code is what SOFIA Plus often writes.
const LABELS: Report<typeof Ficha>["headers"] = {
  fecha_reporte: "Fecha del Reporte",
  cod_ficha: "Ficha de Caracterización",
  cod_programa: "Código",
  la_version: "Versión",
  nombre_programa: "Denominación",
  estado_grupo: "Estado de la Ficha de Caracterización",
  fecha_inicio: "Fecha Inicio",
  fecha_fin: "Fecha Fin",
  modalidad: "Modalidad de Formación",
  nombre_regional: "Regional",
  nombre_centro: "Centro de Formación",
};
const MISSPELT = new Map([["COGIGO", "CODIGO"]]);

type Conteo = {
  cod_resultado: number;
  /** Of learners who have left: they are in none of the others. */
  retirados: number;
  aprobados: number;
  no_aprobados: number;
  por_evaluar: number;
};

/** What a file of judgements yields; nothing in it tells who the learners are. */
export type Juicios = {
  ficha: z.infer<typeof Ficha>;
  competencias: { cod_competencia: number; nombre: string }[];
  resultados: { cod_resultado: number; nombre: string; cod_competencia: number }[];
  conteos: Conteo[];
};

/** @throws UnreadableFileError when what stands above the table does not say whose judgements these are */
export function readFicha(above: Row[]): Juicios["ficha"] {
  const values = new Map<string, Cell>();
  for (const { celdas } of above) {
    const [label, value] = celdas.filter((cell) => cell !== null && cell !== "");
    const name = normalizeHeader(label);
    values.set(MISSPELT.get(name) ?? name, value ?? null);
  }
  const labels = Object.values(LABELS);
  const celdas = labels.map((label) => values.get(normalizeHeader(label)) ?? null);
  const read = readRow({ schema: Ficha }, readColumns({ headers: LABELS }, labels), {
    fila: 0,
    celdas,
  });
  if ("value" in read) return read.value;
  throw new UnreadableFileError(
    `Los datos de arriba de la tabla no están bien: ${read.rechazada.motivo}. Descargue el reporte de nuevo, o corríjalos, y vuelva a subirlo.`,
  );
}

/** Counts the judgements row by row; the learners are told apart while it lasts and then forgotten. */
export function createTally(columns: Columns, header: Cell[]) {
  const places = findColumns(header, Object.values(LEARNER));
  const competencias = new Map<number, string>();
  const resultados = new Map<number, { nombre: string; cod_competencia: number }>();
  const conteos = new Map<number, Conteo>();
  const seen = new Map<string, number>();
  const learnerOf = ({ celdas }: Row, what: keyof typeof LEARNER) =>
    identity(celdas[places.get(LEARNER[what]) ?? -1]);

  /** Why the learner of a row cannot be counted, and under which header. */
  function refusal(row: Row, cod_resultado: number): [columna: string, motivo: string] | undefined {
    if (!places.has(LEARNER.documento)) return undefined;
    const documento = learnerOf(row, "documento");
    if (documento === "") return [LEARNER.documento, `${LEARNER.documento} está vacío`];
    const key = `${learnerOf(row, "tipo")} ${documento} ${cod_resultado}`;
    const first = seen.get(key);
    seen.set(key, first ?? row.fila);
    return first === undefined
      ? undefined
      : [JUICIOS.headers.resultado, `Repite el aprendiz y el resultado de la fila ${first}`];
  }

  /** @returns why the row does not count, if it does not */
  function add(row: Row): Rechazada | undefined {
    const read = readRow(JUICIOS, columns, row);
    if ("rechazada" in read) return read.rechazada;
    const { competencia, resultado, juicio } = read.value;
    const known = resultados.get(resultado.codigo);
    if (known && known.cod_competencia !== competencia.codigo) {
      const motivo = `El resultado ${resultado.codigo} está en dos competencias: ` +
        `${known.cod_competencia} y ${competencia.codigo}`;
      return reject(JUICIOS.headers.resultado, motivo, columns, row);
    }
    const refused = refusal(row, resultado.codigo);
    if (refused) return reject(...refused, columns, row);
    if (!known) {
      const { codigo: cod_competencia, nombre } = competencia;
      if (!competencias.has(cod_competencia)) competencias.set(cod_competencia, nombre);
      resultados.set(resultado.codigo, { nombre: resultado.nombre, cod_competencia });
    }
    const conteo = conteos.get(resultado.codigo) ?? noJudgements(resultado.codigo);
    conteo[GONE.test(learnerOf(row, "estado")) ? "retirados" : COUNTERS[juicio]]++;
    conteos.set(resultado.codigo, conteo);
  }

  function result(): Omit<Juicios, "ficha"> {
    return {
      competencias: [...competencias].map(([cod_competencia, nombre]) => ({
        cod_competencia,
        nombre,
      })),
      resultados: [...resultados].map(([cod_resultado, rest]) => ({ cod_resultado, ...rest })),
      conteos: [...conteos.values()],
    };
  }

  const ausentes = Object.values(LEARNER).filter((name) => !places.has(name));
  return { add, result, ausentes };
}

/** A document or a state in the form in which it is compared: `1.088.000` and 1088000 are the same. */
function identity(cell: Cell | undefined): string {
  return normalizeHeader(cell);
}

function noJudgements(cod_resultado: number): Conteo {
  return { cod_resultado, aprobados: 0, no_aprobados: 0, por_evaluar: 0, retirados: 0 };
}
