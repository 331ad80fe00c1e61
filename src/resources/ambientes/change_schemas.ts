import { Mensaje } from "@/http/schemas.ts";
import { Avisos, withHits } from "@/resources/programacion/hit_schemas.ts";

export const AmbienteCambiado = withHits(
  Mensaje.extend({ avisos: Avisos.optional() }),
  "AmbienteCambiado",
);
