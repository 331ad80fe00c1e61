import { ADMIN, INSTRUCTOR, SUPERADMIN, type UsuarioSesion } from "@/http/schemas.ts";
import { canUseCentre } from "@/http/scope.ts";
import type { CambiosUsuario, NuevoUsuario, Usuario } from "./schemas.ts";

type Caller = UsuarioSesion;

/** Why this caller may not create this user, in Spanish; undefined when he may. */
export function refusedCreation(caller: Caller, { id_rol, cod_centro }: NuevoUsuario) {
  if (caller.id_rol === SUPERADMIN) return undefined;
  if (caller.id_rol !== ADMIN) return "No tienes permiso para crear usuarios";
  if (id_rol !== INSTRUCTOR) return "No tienes permiso para crear usuarios con este rol";
  if (!canUseCentre(caller, cod_centro)) return "Solo puede crear usuarios de su propio centro";
}

/** Why this caller may not make these changes, in Spanish; undefined when he may. */
export function refusedChange(caller: Caller, before: Usuario, changes: CambiosUsuario) {
  const own = caller.id_usuario === before.id_usuario;
  const isAdmin = caller.id_rol === ADMIN;
  if (!own && caller.id_rol !== SUPERADMIN && !(isAdmin && before.id_rol === INSTRUCTOR)) {
    return isAdmin
      ? "No tienes permiso para actualizar usuarios con este rol"
      : "No tienes permiso para actualizar usuarios";
  }
  const changed = (name: "id_rol" | "estado" | "cod_centro") =>
    changes[name] !== undefined && changes[name] !== before[name];
  if (own && (changed("id_rol") || changed("estado") || changed("cod_centro"))) {
    return "Nadie cambia su propio rol, estado o centro; pídalo a otro administrador";
  }
  if (caller.id_rol !== SUPERADMIN && (changed("id_rol") || changed("cod_centro"))) {
    return "Solo un superadministrador cambia el rol o el centro de un usuario";
  }
}
