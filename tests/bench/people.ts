import * as z from "zod";
import type { Api } from "./api_process.ts";

const CENTROS = [9121, 9307];
/** Of each centre: one superadmin, three admins, eight instructors. */
const ROLES = [1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3];
const PASSWORD = "Cafe-Quindio-2026";

export type Person = { token: string; account: { email: string; password: string } };

/** 24 people of three roles and two centres, each signed in for himself. */
export async function signInPeople(api: Api): Promise<Person[]> {
  const created = z.object({ status: z.literal(201) });
  const centro = { cod_centro: CENTROS[1], nombre_centro: "CENTRO DE PRUEBA", cod_regional: 66 };
  created.parse(await api.time("POST", "/centros", centro));
  const people: Person[] = [];
  for (const cod_centro of CENTROS) {
    for (const id_rol of ROLES) {
      const email = `persona${people.length}@correo.co`;
      const user = {
        nombre_completo: "Persona que Mide",
        identificacion: String(1_088_000_100 + people.length),
        tipo_contrato: "CONTRATISTA",
        telefono: "3001112233",
        correo: email,
        pass_hash: PASSWORD,
        estado: true,
        id_rol,
        cod_centro,
      };
      created.parse(await api.time("POST", "/users", user));
      const account = { email, password: PASSWORD };
      people.push({ account, token: await api.signIn(account) });
    }
  }
  return people;
}
