import * as z from "zod";
import type { Db } from "@/db/db.ts";
import { list, type Sql, sql, where } from "@/db/sql.ts";
import { boolean, type UsuarioSesion } from "@/http/schemas.ts";
import { inScope } from "@/http/scope.ts";
import { nonWorkingDays } from "@/resources/festivos/calendar.ts";
import { listFichas } from "@/resources/grupos/ficha.ts";
import { listForCentro } from "@/resources/limites_horas/queries.ts";
import type { Requested } from "@/resources/programacion/rules/clashes.ts";
import {
  type BookingContext,
  linkKey,
  type OtherSessions,
} from "@/resources/programacion/rules/facts.ts";
import { listForeign } from "./foreign.ts";
import { readerFor } from "./reader.ts";

/** What the checks look at besides other sessions: it may be read before the transaction. */
export type Catalogue = Omit<BookingContext, keyof OtherSessions>;

const Instructor = z.object({
  id_usuario: z.int(),
  nombre_completo: z.string(),
  id_rol: z.int(),
  estado: boolean,
  cod_centro: z.int(),
  tipo_contrato: z.string(),
});

const Ambiente = z.object({
  id_ambiente: z.int(),
  nombre_ambiente: z.string(),
  cod_centro: z.int(),
  estado: boolean,
  num_max_aprendices: z.int(),
});

const Competencia = z.object({
  cod_competencia: z.int(),
  nombre: z.string(),
  horas: z.int().nullable(),
});

const Resultado = z.object({
  cod_resultado: z.int(),
  nombre: z.string(),
  cod_competencia: z.int(),
});

const Enlace = z.object({
  cod_programa: z.int(),
  la_version: z.int(),
  cod_competencia: z.int(),
});

/**
 * What the proposals name, as far as the caller may name it: what he may not is missing, like what
 * does not exist. All of them are of one centre.
 */
export async function loadKnown(
  db: Db,
  user: UsuarioSesion,
  proposals: readonly Requested[],
): Promise<Catalogue> {
  const distinct = (value: (proposal: Requested) => number) =>
    list([...new Set(proposals.map(value))]);
  const fichas = await listFichas(db, user, proposals.map(({ cod_ficha }) => cod_ficha));
  const [ficha] = fichas.values();
  const rooms = [...proposals, ...fichas.values()].map(({ id_ambiente }) => id_ambiente);
  const competencias = distinct((proposal) => proposal.cod_competencia);
  const cod_centro = ficha?.cod_centro ?? user.cod_centro;
  return {
    fichas,
    mayRead: await readerFor(db, user),
    instructores: await readAll(
      db,
      Instructor,
      "id_usuario",
      sql`
      SELECT id_usuario, nombre_completo, id_rol, estado, cod_centro, tipo_contrato FROM usuario
      ${
        where([
          sql`id_usuario IN (${distinct((proposal) => proposal.id_instructor)})`,
          ...inScope(user, sql`cod_centro`),
        ])
      }`,
    ),
    ambientes: await readAll(
      db,
      Ambiente,
      "id_ambiente",
      sql`
      SELECT id_ambiente, nombre_ambiente, cod_centro, estado, num_max_aprendices
      FROM ambiente_formacion ${
        where([
          sql`id_ambiente IN (${list([...new Set(rooms.filter((id) => typeof id === "number"))])})`,
          ...inScope(user, sql`cod_centro`),
        ])
      }`,
    ),
    competencias: await readAll(
      db,
      Competencia,
      "cod_competencia",
      sql`
      SELECT cod_competencia, nombre, horas FROM competencia
      WHERE cod_competencia IN (${competencias})`,
    ),
    resultados: await readAll(
      db,
      Resultado,
      "cod_resultado",
      sql`
      SELECT cod_resultado, nombre, cod_competencia FROM resultado_aprendizaje
      WHERE cod_resultado IN (${distinct((proposal) => proposal.cod_resultado)})`,
    ),
    ajenos: await listForeign(
      db,
      list([...fichas.keys()]),
      distinct((proposal) => proposal.cod_resultado),
    ),
    enlaces: await readLinks(db, competencias),
    cerrados: await nonWorkingDays(db, cod_centro, windowOf(proposals)),
    limites: await listForCentro(db, cod_centro),
  };
}

async function readLinks(db: Db, competencias: Sql): Promise<Set<string>> {
  const rows = await db.rows(sql`
    SELECT cod_programa, la_version, cod_competencia FROM programa_competencia
    WHERE cod_competencia IN (${competencias})`);
  return new Set(z.array(Enlace).parse(rows).map((link) => linkKey(link, link.cod_competencia)));
}

function windowOf(proposals: readonly Requested[]) {
  const dates = proposals.map(({ fecha_programada }) => fecha_programada).sort();
  return { desde: dates.at(0) ?? "", hasta: dates.at(-1) ?? "" };
}

async function readAll<T extends z.ZodObject, K extends keyof z.infer<T>>(
  db: Db,
  schema: T,
  key: K,
  query: Sql,
): Promise<Map<z.infer<T>[K], z.infer<T>>> {
  const rows = z.array(schema).parse(await db.rows(query));
  return new Map(rows.map((row) => [row[key], row]));
}
