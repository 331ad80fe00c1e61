import type { Db } from "@/db/db.ts";
import { INSTRUCTOR, type UsuarioSesion } from "@/http/schemas.ts";
import { get as getAmbiente } from "@/resources/ambientes/queries.ts";
import { get as getGrupo } from "@/resources/grupos/queries.ts";
import { get as getUsuario } from "@/resources/users/queries.ts";
import type { Calendario } from "./schemas.ts";

/** Whose sessions a calendar shows. A ficha has no state: it is always active. */
export type Subject = { nombre: string; cod_centro: number; estado: boolean };

/** Which instructor, ficha or ambiente. */
export type SubjectKey = Pick<Calendario, "tipo" | "id">;

type Finder = (db: Db, user: UsuarioSesion, id: number) => Promise<Subject | undefined>;

const FINDERS: Record<Calendario["tipo"], Finder> = {
  async instructor(db, user, id) {
    const found = await getUsuario(db, user, id);
    if (found?.id_rol !== INSTRUCTOR) return undefined;
    const { nombre_completo, cod_centro, estado } = found;
    return { nombre: nombre_completo, cod_centro, estado };
  },
  async ficha(db, user, id) {
    const found = await getGrupo(db, user, id);
    if (!found) return undefined;
    const { cod_ficha, nombre_programa, cod_centro } = found;
    return { nombre: `Ficha ${cod_ficha} · ${nombre_programa}`, cod_centro, estado: true };
  },
  async ambiente(db, user, id) {
    const found = await getAmbiente(db, user, id);
    if (!found) return undefined;
    const { nombre_ambiente, cod_centro, estado } = found;
    return { nombre: nombre_ambiente, cod_centro, estado };
  },
};

/** The instructor, ficha or ambiente, when this user sees it. */
export function findSubject(
  db: Db,
  user: UsuarioSesion,
  { tipo, id }: SubjectKey,
): Promise<Subject | undefined> {
  return FINDERS[tipo](db, user, id);
}

/** It alone, as `occupying()` takes it. */
export function occupantsOf({ tipo, id }: SubjectKey) {
  return {
    instructor: { instructores: [id] },
    ficha: { fichas: [id] },
    ambiente: { ambientes: [id] },
  }[tipo];
}
