import type { Db } from "@/db/db.ts";
import type { Actor } from "@/http/actor.ts";
import type { UsuarioSesion } from "@/http/schemas.ts";
import * as ambientes from "@/resources/ambientes/queries.ts";
import { NuevoAmbiente } from "@/resources/ambientes/schemas.ts";
import * as competencias from "@/resources/competencias/queries.ts";
import { NuevaCompetencia } from "@/resources/competencias/schemas.ts";
import * as festivos from "@/resources/festivos/queries.ts";
import { NuevoCierre } from "@/resources/festivos/schemas.ts";
import { CambiosDatosGrupo } from "@/resources/grupos/counters_schemas.ts";
import * as learners from "@/resources/grupos/datos/queries.ts";
import { assign } from "@/resources/grupos/instructores/queries.ts";
import { Asignacion } from "@/resources/grupos/instructores/schemas.ts";
import * as grupos from "@/resources/grupos/queries.ts";
import { NuevoGrupo } from "@/resources/grupos/schemas.ts";
import * as metas from "@/resources/metas/queries.ts";
import { NuevaMeta } from "@/resources/metas/schemas.ts";
import * as notificaciones from "@/resources/notificaciones/queries.ts";
import { link } from "@/resources/programas/links.ts";
import * as programas from "@/resources/programas/queries.ts";
import { NuevoPrograma } from "@/resources/programas/schemas.ts";
import * as resultados from "@/resources/resultados/queries.ts";
import { NuevoResultado } from "@/resources/resultados/schemas.ts";
import * as users from "@/resources/users/queries.ts";
import { NuevoUsuario } from "@/resources/users/schemas.ts";
import { codeOfResultado, COMPETENCIAS, PROGRAMAS } from "./curriculum.ts";
import { fillSchedule } from "./fill_schedule.ts";
import { fichasOn, type GrupoDemo } from "./groups.ts";
import { COORDINADORA, INSTRUCTORES } from "./people.ts";
import { AMBIENTES } from "./rooms.ts";

type Given = { user: UsuarioSesion; actor: Actor; password: string; hash: string };

/** Whether this database has the demonstration already. */
export async function isFilled(db: Db): Promise<boolean> {
  const [first] = PROGRAMAS;
  return (await programas.getLatest(db, first?.cod_programa ?? 0)) !== undefined;
}

/** Writes the whole centre in one transaction, through the schemas and the queries of the API. */
export async function fill(tx: Db, given: Given): Promise<void> {
  const { user, actor } = given;
  await addCurriculum(tx, actor);
  const rooms: number[] = [];
  for (const ambiente of AMBIENTES) {
    rooms.push(await ambientes.create(tx, user, actor, NuevoAmbiente.parse(ambiente)));
  }
  const people: number[] = [];
  for (const persona of [...INSTRUCTORES, COORDINADORA]) {
    const nuevo = NuevoUsuario.parse({ ...persona, pass_hash: given.password });
    people.push(await users.create(tx, actor, nuevo, given.hash));
  }
  const fichas = fichasOn(actor.now.slice(0, 10));
  for (const ficha of fichas) await addGrupo(tx, given, ficha, { rooms, people });
  await addGoals(tx, given);
  await notificaciones.create(tx, actor, fichas.flatMap(noticesOf(people)));
  await fillSchedule(tx, { user, actor, people }, fichas);
}

async function addCurriculum(tx: Db, actor: Actor): Promise<void> {
  for (const { resultados: names, ...competencia } of COMPETENCIAS) {
    await competencias.create(tx, actor, NuevaCompetencia.parse(competencia));
    for (const [i, name] of names.entries()) {
      const { cod_competencia } = competencia;
      const nuevo = {
        cod_resultado: codeOfResultado(cod_competencia, i),
        nombre: `${String(i + 1).padStart(2, "0")} ${name}`,
        cod_competencia,
      };
      await resultados.create(tx, actor, NuevoResultado.parse(nuevo));
    }
  }
  for (const { competencias: codes, ...programa } of PROGRAMAS) {
    const version = await programas.create(tx, actor, NuevoPrograma.parse(programa));
    for (const cod_competencia of codes) await link(tx, actor, { ...version, cod_competencia });
  }
}

type Ids = { rooms: number[]; people: number[] };

async function addGrupo(tx: Db, { user, actor }: Given, demo: GrupoDemo, { rooms, people }: Ids) {
  const { ambiente, instructores, datos, ...grupo } = demo;
  const { cod_ficha } = grupo;
  const id_ambiente = ambiente === null ? null : rooms[ambiente];
  await grupos.create(tx, user, actor, NuevoGrupo.parse({ ...grupo, id_ambiente }));
  const cambios = CambiosDatosGrupo.parse(datos);
  await learners.update(tx, user, actor, { cod_ficha, cambios });
  for (const i of instructores) {
    await assign(tx, user, actor, Asignacion.parse({ cod_ficha, id_instructor: people[i] }));
  }
}

async function addGoals(tx: Db, { user, actor }: Given): Promise<void> {
  const anio = Number(actor.now.slice(0, 4));
  const goals = {
    "Aprendices en formación": 900,
    "Aprendices en formación - Tecnólogo": 520,
    "Grupos en ejecución": 36,
    "Grupos nuevos": 16,
    "Aprendices certificados": 180,
    "Índice de permanencia": 92,
  };
  for (const [concepto, valor] of Object.entries(goals)) {
    await metas.create(tx, user, actor, NuevaMeta.parse({ anio, concepto, valor }));
  }
  for (const fecha of [`${anio}-12-24`, `${anio}-12-31`]) {
    const cierre = NuevoCierre.parse({ fecha, motivo: "Receso de fin de año" });
    await festivos.create(tx, user, actor, cierre);
  }
}

function noticesOf(people: readonly number[]) {
  return ({ cod_ficha, instructores, fecha_inicio }: GrupoDemo): notificaciones.Aviso[] =>
    instructores.map((i) => ({
      id_usuario: people[i] ?? 0,
      tipo: "ficha",
      titulo: "Nueva ficha",
      mensaje: `Has sido asignado a la ficha ${cod_ficha}, que inició el ${fecha_inicio}.`,
    }));
}
