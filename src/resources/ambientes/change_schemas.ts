import { Mensaje } from "@/http/schemas.ts";
import { Avisos, withAffected } from "@/resources/programacion/upcoming/schemas.ts";

export const AmbienteCambiado = withAffected(
  Mensaje.extend({ avisos: Avisos.optional() }),
  "AmbienteCambiado",
);
