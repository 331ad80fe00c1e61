import * as z from "zod";
import {
  boolean,
  booleanInUrl,
  dateTime,
  email,
  id,
  idInUrl,
  integer,
  line,
  Paginacion,
  search,
} from "@/http/schemas.ts";

// What goes out has types and no limits: a row written under older rules must still be readable.
export const Usuario = z.object({
  nombre_completo: z.string(),
  identificacion: z.string(),
  id_rol: z.int().describe("1 superadmin, 2 admin, 3 instructor"),
  correo: z.string(),
  tipo_contrato: z.string(),
  telefono: z.string(),
  estado: boolean,
  cod_centro: z.int(),
  id_usuario: z.int(),
  nombre_rol: z.string(),
  password_changed_at: dateTime.nullable(),
}).meta({
  id: "Usuario",
  example: {
    nombre_completo: "Ana Ruiz",
    identificacion: "1088000111",
    id_rol: 3,
    correo: "ana.ruiz@sena.edu.co",
    tipo_contrato: "CONTRATISTA",
    telefono: "3001112233",
    estado: true,
    cod_centro: 9121,
    id_usuario: 3,
    nombre_rol: "instructor",
    password_changed_at: null,
  },
});

export const nuevaClave = z.string().min(8).max(100)
  .describe("De 8 a 72 bytes; una más larga se rechaza, nunca se recorta");

const Datos = z.object({
  nombre_completo: line(3, 80),
  tipo_contrato: line(6, 50),
  telefono: line(7, 15),
  correo: email,
  estado: boolean,
  id_rol: integer(1, 3),
  cod_centro: id,
});

export const NuevoUsuario = Datos.extend({
  identificacion: line(6, 12),
  pass_hash: nuevaClave.describe("La contraseña en claro; se guarda solo su hash bcrypt"),
}).meta({
  id: "NuevoUsuario",
  example: {
    nombre_completo: "Ana Ruiz",
    identificacion: "1088000111",
    id_rol: 3,
    correo: "ana.ruiz@sena.edu.co",
    tipo_contrato: "CONTRATISTA",
    telefono: "3001112233",
    estado: true,
    cod_centro: 9121,
    pass_hash: "Cafe-Quindio-2026",
  },
});

export const CambiosUsuario = Datos.partial().meta({
  id: "CambiosUsuario",
  example: { telefono: "3104445566", estado: true },
});

/** What the older clients change of a user; role, state and centre have no effect there. */
export const CambiosPerfil = Datos.omit({ estado: true, id_rol: true, cod_centro: true }).partial()
  .meta({ id: "CambiosPerfil", example: { nombre_completo: "Ana María Ruiz" } });

export const CambioClave = z.object({
  current_password: z.string().min(1).max(100),
  new_password: nuevaClave,
}).meta({
  id: "CambioClave",
  example: { current_password: "Cafe-Quindio-2026", new_password: "Nevado-del-Ruiz-5321" },
});

export const FiltroUsuarios = Paginacion.extend({
  cod_centro: idInUrl.optional(),
  id_rol: idInUrl.optional(),
  estado: booleanInUrl.optional(),
  q: search.optional().describe("Texto en el nombre, el correo o la identificación"),
});

export const CorreoEnUrl = z.object({ email: z.string().min(1).max(100) });

export const UsuarioCreado = z.object({ message: z.string(), id_usuario: z.int() })
  .meta({ id: "UsuarioCreado" });

export type Usuario = z.infer<typeof Usuario>;
export type NuevoUsuario = z.infer<typeof NuevoUsuario>;
export type CambiosUsuario = z.infer<typeof CambiosUsuario>;
export type FiltroUsuarios = z.infer<typeof FiltroUsuarios>;
