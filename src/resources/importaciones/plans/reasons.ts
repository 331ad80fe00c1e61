import type { UsuarioSesion } from "@/http/schemas.ts";

// What rows are rejected for in more than one report.

export function foreignCentre(cod_centro: number, user: UsuarioSesion): string {
  return `Es del centro ${cod_centro}, y usted solo puede importar lo del ${user.cod_centro}`;
}

/** The same for a ficha of another centre: whoever may not see it is not told that it is there. */
export function unknownFicha(cod_ficha: number): string {
  return `La ficha ${cod_ficha} no está en el sistema: importe antes el PE-04`;
}

export function unknownPrograma(cod_programa: number, la_version: number): string {
  return `El programa ${cod_programa} versión ${la_version} no está en el sistema: importe antes el PE-04`;
}
