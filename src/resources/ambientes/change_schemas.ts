import { Mensaje } from "@/http/schemas.ts";
import { Avisos, withHits } from "@/resources/programacion/upcoming/schemas.ts";

export const AmbienteCambiado = withHits(
  Mensaje.extend({ avisos: Avisos.optional() }),
  "AmbienteCambiado",
);
