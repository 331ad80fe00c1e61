import { SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import { rejectedFichas } from "@/resources/importaciones/reports/fichas.ts";
import { PE04, type RegistroPe04 } from "@/resources/importaciones/reports/pe04.ts";
import type { Lectura } from "@/resources/importaciones/reports/reader.ts";
import { listMissingFichas } from "./fichas_queries.ts";
import {
  cellsOf,
  each,
  type Motivo,
  type Parte,
  type Plan,
  type Registro,
  stateOf,
} from "./plan.ts";
import { foreignCentre } from "./reasons.ts";

type Leido = Extract<Lectura, { tipo: "pe04" }>;

/** What a PE-04 asks for: its fichas, and the programmes and centres that they need. */
export function planPe04(lectura: Leido, user: UsuarioSesion): Plan {
  const { encabezados, filas } = lectura;
  const celdas = (it: RegistroPe04) => cellsOf(PE04.headers, encabezados, namesOf(it));
  const mine = lectura.registros.filter(({ grupo }) => canUseCentre(user, grupo.cod_centro));
  const foreign = lectura.registros.filter(({ grupo }) => !canUseCentre(user, grupo.cod_centro));
  const centros = new Set(mine.map(({ grupo }) => grupo.cod_centro));
  const fichas = new Set([
    ...lectura.registros.map(({ grupo }) => grupo.cod_ficha),
    ...rejectedFichas(lectura, PE04.headers.cod_ficha),
  ]);
  return {
    tipo: "pe04",
    filas,
    encabezados,
    centros: [...centros],
    cod_ficha: null,
    principal: "grupo",
    total: mine.length,
    registros: each(mine, (it) => ({
      fila: it.fila,
      nombre: `ficha ${it.grupo.cod_ficha}`,
      partes: partesOf(it, user),
      celdas: () => celdas(it),
    })),
    rechazadas: [
      ...lectura.rechazadas,
      ...foreign.map((it) => ({
        fila: it.fila,
        columna: PE04.headers.cod_centro,
        motivo: foreignCentre(it.grupo.cod_centro, user),
        celdas: celdas(it),
      })),
    ],
    refuseOne,
    listGone: (db) => listMissingFichas(db, centros, fichas),
  };
}

function partesOf(it: RegistroPe04, { id_rol }: UsuarioSesion): Parte[] {
  // Regionales and centros belong to all: an admin's file creates none.
  const modo = id_rol === SUPERADMIN ? "crear" as const : "leer" as const;
  const { cod_regional, nombre } = it.regional;
  const { cod_centro, nombre_centro } = it.centro;
  const { cod_ficha, ...grupo } = it.grupo, { cod_ficha: _, ...aprendices } = it.datos;
  const { cod_programa, la_version } = it.programa;
  const regional: Parte[] = cod_regional === null ? [] : [{
    tabla: "regional",
    key: [cod_regional],
    valores: { nombre: nombre ?? `REGIONAL ${cod_regional}` },
    modo,
  }];
  return [
    ...regional,
    {
      tabla: "centro",
      key: [cod_centro],
      valores: { nombre_centro: nombre_centro ?? `CENTRO ${cod_centro}`, cod_regional },
      modo,
    },
    {
      tabla: "programa",
      key: [cod_programa, la_version],
      valores: { nombre: it.programa.nombre },
    },
    { tabla: "grupo", key: [cod_ficha], valores: grupo },
    { tabla: "aprendices", key: [cod_ficha], valores: aprendices },
  ];
}

function refuseOne(registro: Registro, estado: Parameters<typeof stateOf>[0]): Motivo | undefined {
  const grupo = registro.partes.find(({ tabla }) => tabla === "grupo")?.valores;
  const before = stateOf(estado, registro, "grupo");
  const centro = registro.partes.find(({ tabla }) => tabla === "centro");
  if (!stateOf(estado, registro, "centro") && centro?.valores.cod_regional === null) {
    const motivo = `El centro ${centro.key} es nuevo y no se sabe de qué regional es`;
    return { columna: PE04.headers.cod_regional, motivo };
  }
  if (before && before.cod_centro !== grupo?.cod_centro) {
    const motivo = "La ficha ya está en el sistema, en otro centro: una importación no la traslada";
    return { columna: PE04.headers.cod_centro, motivo };
  }
  const desde = grupo?.fecha_inicio ?? before?.fecha_inicio;
  const hasta = grupo?.fecha_fin ?? before?.fecha_fin;
  if (desde && hasta && desde > hasta) {
    const motivo = `La ficha iría de ${desde} a ${hasta}, con la fecha que ya tiene en el sistema`;
    return { columna: PE04.headers.fecha_fin, motivo };
  }
}

/** A record by the names of the columns that it was read from. */
function namesOf({ regional, centro, programa, grupo, datos }: RegistroPe04) {
  return {
    ...grupo,
    ...datos,
    cod_regional: regional.cod_regional,
    nombre_regional: regional.nombre,
    nombre_centro: centro.nombre_centro,
    nombre_programa: programa.nombre,
  };
}
