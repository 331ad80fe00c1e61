import { INSTRUCTOR, type Rol } from "@/http/schemas.ts";

type Caller = { id_usuario: number; id_rol: Rol };

type Request = {
  id_instructor?: number | undefined;
  permitir_no_laborable?: boolean | undefined;
  forzar?: object | undefined;
};

/** Why the caller may not ask for this, whatever the sessions say; undefined where he may. */
export function refusedRequest(caller: Caller, request: Request): string | undefined {
  if (caller.id_rol !== INSTRUCTOR) return undefined;
  const { id_instructor = caller.id_usuario, permitir_no_laborable, forzar } = request;
  if (id_instructor !== caller.id_usuario) {
    return "Un instructor solo programa sus propias sesiones; pídalo a un administrador";
  }
  if (permitir_no_laborable) {
    return "Solo un administrador programa en días no laborables; pídaselo";
  }
  return forzar && "Solo un administrador puede forzar una programación; pídaselo";
}

/** Why the caller may not touch a session that he sees; undefined where he may. */
export function refusedSession(
  caller: Caller,
  { id_instructor }: { id_instructor: number },
): string | undefined {
  if (caller.id_rol !== INSTRUCTOR || id_instructor === caller.id_usuario) return undefined;
  return "No autorizado para actualizar esta programación";
}

/** What of an admin's permissions goes into the trail. */
export function grantedBy({ forzar, permitir_no_laborable }: Request): object {
  return { ...forzar && { forzar }, ...permitir_no_laborable && { permitir_no_laborable } };
}
