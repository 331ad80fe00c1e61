import { CENTRO } from "../../support.ts";

/** A new instructor of CENTRO, as a client sends it. */
export const NUEVO = {
  nombre_completo: "Ana Ruiz",
  identificacion: "1088000111",
  id_rol: 3,
  correo: "ana.ruiz@sena.edu.co",
  tipo_contrato: "CONTRATISTA",
  telefono: "3001112233",
  estado: true,
  cod_centro: CENTRO,
  pass_hash: "Nevado-del-Ruiz-5321",
};

/** The id that the next user gets after those of `seed()`. */
export const NEXT_ID = 9;
