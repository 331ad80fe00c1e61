import * as z from "zod";
import { idInUrl } from "@/http/schemas.ts";

export const Rol = z.object({ id_rol: z.int(), nombre: z.string() })
  .meta({ id: "Rol", example: { id_rol: 3, nombre: "instructor" } });

export const UsuariosPorRol = Rol.extend({
  total: z.int().describe("Usuarios con ese rol"),
  activos: z.int().describe("De ellos, los que pueden entrar"),
}).meta({
  id: "UsuariosPorRol",
  example: { id_rol: 3, nombre: "instructor", total: 25, activos: 24 },
});

export const FiltroRoles = z.object({
  cod_centro: idInUrl.optional().describe("Solo los usuarios de este centro"),
});

export type Rol = z.infer<typeof Rol>;
export type FiltroRoles = z.infer<typeof FiltroRoles>;
