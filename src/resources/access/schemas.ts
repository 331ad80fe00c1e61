import * as z from "zod";
import { Usuario } from "@/resources/users/schemas.ts";

export const Ingreso = z.object({
  grant_type: z.literal("password").optional(),
  username: z.string().min(1).max(100).describe("El correo"),
  password: z.string().min(1).max(200),
  scope: z.string().max(200).optional(),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(200).optional(),
}).meta({
  id: "Ingreso",
  example: { username: "ana.ruiz@sena.edu.co", password: "Cafe-Quindio-2026" },
});

const Tokens = z.object({
  access_token: z.string().describe("JWT para la cabecera Authorization"),
  token_type: z.literal("bearer"),
  expires_in: z.int().describe("Segundos de vida del access_token"),
  refresh_token: z.string().describe("Secreto de un solo uso para POST /access/refresh"),
});

export const Sesion = Tokens.extend({ user: Usuario }).meta({ id: "Sesion" });

export const Renovada = Tokens.meta({ id: "SesionRenovada" });

const refresh_token = z.string().min(1).max(200);

export const Renovacion = z.object({ refresh_token }).meta({
  id: "Renovacion",
  example: { refresh_token: "mO0ezn2qYb1RkqzN0bK7cQ0r8x3vJ5uW9aLdTfGhIjK" },
});

export const Cierre = z.object({ refresh_token: refresh_token.optional() }).meta({
  id: "Cierre",
  description: "Con refresh_token se cierra esa sesión; sin él, todas las del usuario",
  example: { refresh_token: "mO0ezn2qYb1RkqzN0bK7cQ0r8x3vJ5uW9aLdTfGhIjK" },
});

export const Olvido = z.object({ email: z.email().max(100) })
  .meta({ id: "Olvido", example: { email: "ana.ruiz@sena.edu.co" } });

const token = z.string().max(2000);

export const TokenRestablecimiento = z.object({ token }).meta({
  id: "TokenRestablecimiento",
  example: { token: "wVn1mPZc2s3yLqk8BfT0hQ7dR5xJ9uE4aGiKoMbCeNg" },
});

export const Restablecimiento = z.object({ token, new_password: z.string().max(200) }).meta({
  id: "Restablecimiento",
  example: {
    token: "wVn1mPZc2s3yLqk8BfT0hQ7dR5xJ9uE4aGiKoMbCeNg",
    new_password: "Nevado-del-Ruiz-5321",
  },
});

export const Validez = z.object({ valid: z.boolean(), message: z.string() })
  .meta({ id: "Validez" });

export const Restablecida = z.object({ message: z.string(), success: z.literal(true) })
  .meta({ id: "Restablecida" });
