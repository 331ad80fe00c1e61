import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { sql } from "@/db/sql.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { JUICIOS, type Juicios } from "@/resources/importaciones/reports/juicios.ts";
import type { Lectura } from "@/resources/importaciones/reports/reader.ts";
import { type Estado, type Motivo, nameOf, type Plan, type Registro, stateOf } from "./plan.ts";
import { unknownFicha, unknownPrograma } from "./reasons.ts";

type Leido = Extract<Lectura, { tipo: "juicios" }>;

/** What a file of judgements asks for: the curriculum of its ficha, and how many judgements there are. */
export function planJuicios(lectura: Leido, user: UsuarioSesion): Plan {
  const { juicios, encabezados, filas, rechazadas } = lectura;
  const resultados = new Set(juicios.resultados.map(({ cod_resultado }) => cod_resultado));
  return {
    tipo: "juicios",
    filas,
    encabezados,
    centros: [],
    cod_ficha: juicios.ficha.cod_ficha,
    principal: "juicios",
    total: juicios.resultados.length,
    registros: registrosOf(juicios),
    rechazadas,
    refuseAll: (estado) => refuseAll(juicios.ficha, estado, user),
    refuseOne,
    listGone: (db) => listGone(db, juicios.ficha.cod_ficha, resultados),
  };
}

/** As the preview calls it. */
export function nameOfResultado(cod_resultado: number): string {
  return `resultado ${cod_resultado}`;
}

function registrosOf({ ficha, competencias, resultados, conteos }: Juicios): Registro[] {
  const { cod_ficha, cod_programa, la_version, fecha_reporte } = ficha;
  const nombres = new Map(competencias.map((it) => [it.cod_competencia, it.nombre]));
  const counted = new Map(conteos.map((it) => [it.cod_resultado, it]));
  return resultados.map(({ cod_resultado, nombre, cod_competencia }) => {
    const { cod_resultado: _, ...conteo } = counted.get(cod_resultado) ?? { cod_resultado };
    const competencia = nombres.get(cod_competencia) ?? nombre;
    return {
      fila: null,
      nombre: nameOfResultado(cod_resultado),
      partes: [
        { tabla: "grupo", key: [cod_ficha], valores: {}, modo: "leer" },
        { tabla: "programa", key: [cod_programa, la_version], valores: {}, modo: "leer" },
        {
          tabla: "competencia",
          key: [cod_competencia],
          valores: { nombre: competencia },
        },
        { tabla: "resultado", key: [cod_resultado], valores: { nombre, cod_competencia } },
        { tabla: "vinculo", key: [cod_programa, la_version, cod_competencia], valores: {} },
        {
          tabla: "juicios",
          key: [cod_ficha, cod_resultado],
          valores: { ...conteo, fecha_reporte },
        },
      ],
      celdas: () => [`${cod_competencia} - ${competencia}`, `${cod_resultado} - ${nombre}`, null],
    };
  });
}

function refuseAll(
  { cod_ficha, cod_programa, la_version }: Juicios["ficha"],
  estado: Estado,
  user: UsuarioSesion,
): Motivo | undefined {
  const columna = "Ficha de Caracterización";
  const grupo = estado.get(nameOf("grupo", [cod_ficha]));
  if (!grupo || !canUseCentre(user, Number(grupo.cod_centro))) {
    return { columna, motivo: unknownFicha(cod_ficha) };
  }
  if (!estado.has(nameOf("programa", [cod_programa, la_version]))) {
    return { columna: "Código", motivo: unknownPrograma(cod_programa, la_version) };
  }
  if (grupo.cod_programa !== cod_programa || grupo.la_version !== la_version) {
    const theirs = `${grupo.cod_programa} versión ${grupo.la_version}`;
    const motivo =
      `La ficha ${cod_ficha} sigue en el sistema el programa ${theirs}, y el reporte ` +
      `dice ${cod_programa} versión ${la_version}: importe antes el PE-04`;
    return { columna: "Código", motivo };
  }
}

function refuseOne(registro: Registro, estado: Estado): Motivo | undefined {
  const before = stateOf(estado, registro, "resultado");
  const parte = registro.partes.find(({ tabla }) => tabla === "resultado");
  if (before && before.cod_competencia !== parte?.valores.cod_competencia) {
    const motivo = `El resultado ${parte?.key} es en el sistema de la competencia ` +
      `${before.cod_competencia}, y el reporte dice ${parte?.valores.cod_competencia}`;
    return { columna: JUICIOS.headers.resultado, motivo };
  }
}

async function listGone(
  db: Db,
  cod_ficha: number,
  known: ReadonlySet<number>,
): Promise<string[]> {
  const rows = await db.rows(sql`
    SELECT cod_resultado FROM conteo_juicios WHERE cod_ficha = ${cod_ficha}
    ORDER BY cod_resultado`);
  const codes = z.array(z.object({ cod_resultado: z.int() })).parse(rows);
  return codes.filter(({ cod_resultado }) => !known.has(cod_resultado))
    .map(({ cod_resultado }) => nameOfResultado(cod_resultado));
}
