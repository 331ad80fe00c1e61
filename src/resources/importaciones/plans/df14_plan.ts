import type { UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { DF14, type RegistroDf14 } from "@/resources/importaciones/reports/df14.ts";
import { rejectedFichas } from "@/resources/importaciones/reports/fichas.ts";
import type { Lectura } from "@/resources/importaciones/reports/reader.ts";
import { listMissingFichas } from "./fichas_queries.ts";
import {
  cellsOf,
  each,
  type Estado,
  type Motivo,
  type Plan,
  type Registro,
  stateOf,
} from "./plan.ts";
import { foreignCentre, unknownFicha, unknownPrograma } from "./reasons.ts";

type Leido = Extract<Lectura, { tipo: "df14" }>;

/** What a DF-14A asks for: hours of programmes and states of learners, of what is there already. */
export function planDf14(lectura: Leido, user: UsuarioSesion): Plan {
  const { encabezados, filas } = lectura;
  const celdas = ({ cod_centro, programa, datos }: RegistroDf14) =>
    cellsOf(DF14.headers, encabezados, { cod_centro, ...programa, ...datos });
  const mine = lectura.registros.filter(({ cod_centro }) => canUseCentre(user, cod_centro));
  const foreign = lectura.registros.filter(({ cod_centro }) => !canUseCentre(user, cod_centro));
  const centros = new Set(mine.map(({ cod_centro }) => cod_centro));
  const fichas = new Set([
    ...lectura.registros.map(({ datos }) => datos.cod_ficha),
    ...rejectedFichas(lectura, DF14.headers.cod_ficha),
  ]);
  return {
    tipo: "df14",
    filas,
    encabezados,
    centros: [...centros],
    cod_ficha: null,
    principal: "grupo",
    total: mine.length,
    registros: each(mine, (it) => registroOf(it, () => celdas(it))),
    rechazadas: [
      ...lectura.rechazadas,
      ...foreign.map((it) => ({
        fila: it.fila,
        columna: DF14.headers.cod_centro,
        motivo: foreignCentre(it.cod_centro, user),
        celdas: celdas(it),
      })),
    ],
    refuseOne: (registro, estado) => refuseOne(registro, estado, user),
    listGone: (db) => listMissingFichas(db, centros, fichas),
  };
}

function registroOf(it: RegistroDf14, celdas: Registro["celdas"]): Registro {
  const { cod_programa, la_version, ...horas } = it.programa, { cod_ficha, ...estados } = it.datos;
  return {
    fila: it.fila,
    nombre: `ficha ${cod_ficha}`,
    partes: [
      { tabla: "grupo", key: [cod_ficha], valores: {}, modo: "leer" },
      // Of a programme whose rows disagree, the first one counts.
      { tabla: "horas_programa", key: [cod_programa, la_version], valores: horas },
      { tabla: "estados", key: [cod_ficha], valores: estados },
    ],
    celdas,
  };
}

function refuseOne(registro: Registro, estado: Estado, user: UsuarioSesion): Motivo | undefined {
  const [grupo, programa] = registro.partes;
  const ficha = stateOf(estado, registro, "grupo");
  if (!ficha || !canUseCentre(user, Number(ficha.cod_centro))) {
    return { columna: DF14.headers.cod_ficha, motivo: unknownFicha(Number(grupo?.key[0])) };
  }
  if (!stateOf(estado, registro, "horas_programa")) {
    const [cod_programa = 0, la_version = 0] = programa?.key ?? [];
    const motivo = unknownPrograma(cod_programa, la_version);
    return { columna: DF14.headers.cod_programa, motivo };
  }
}
