import { bookOf, pe04Rows } from "../resources/importaciones/files.ts";
import { type Api, upload } from "../resources/importaciones/upload.ts";
import { ADMIN, FOREIGN_ADMIN, INSTRUCTOR, SUPERADMIN } from "../support.ts";
import { checkScope, type Line } from "./table.ts";

const OWN = { IDENTIFICADOR_FICHA: 2847248, NOMBRE_RESPONSABLE: "PROPIA" };
const FOREIGN = {
  ...{ IDENTIFICADOR_FICHA: 2900001, CODIGO_CENTRO: 9307, NOMBRE_RESPONSABLE: "AJENA" },
  ...{ CODIGO_PROGRAMA: 228199 },
};

/** Three previews: of the admin, of his foreign like, and of the superadmin with both centres. */
async function prepare(api: Api): Promise<void> {
  await upload(api, bookOf(pe04Rows(OWN)), { name: "propia.xlsx" });
  await upload(api, bookOf(pe04Rows(FOREIGN)), { name: "ajena.xlsx", as: FOREIGN_ADMIN });
  await upload(api, bookOf(pe04Rows(OWN, FOREIGN)), { name: "todas.xlsx", as: SUPERADMIN });
}

const FILES = ["propia.xlsx", "ajena.xlsx", "todas.xlsx"] as const;
const [PROPIA, AJENA, TODAS] = FILES;

/** Every path of one import, which another centre sees as if there were none. */
function hidden(method: string, suffix = ""): Line[] {
  return [2, 3].map((id) => ({
    as: ADMIN,
    ask: `${method} /importaciones/${id}${suffix}`,
    status: 404,
    not: [AJENA, TODAS, "AJENA"],
    missing: `${method} /importaciones/99${suffix}`,
  }));
}

checkScope("importaciones", [
  { as: ADMIN, ask: "GET /importaciones", status: 200, has: [PROPIA], not: [AJENA, TODAS] },
  { as: FOREIGN_ADMIN, ask: "GET /importaciones", status: 200, has: [AJENA], not: [PROPIA, TODAS] },
  { as: SUPERADMIN, ask: "GET /importaciones", status: 200, has: FILES },
  { as: INSTRUCTOR, ask: "GET /importaciones", status: 403, not: FILES },
  { as: ADMIN, ask: "GET /importaciones/1/filas", status: 200, has: ["PROPIA"] },
  { as: SUPERADMIN, ask: "GET /importaciones/3/filas", status: 200, has: ["PROPIA", "AJENA"] },
  ...hidden("GET"),
  ...hidden("GET", "/filas"),
  ...hidden("GET", "/rechazadas.xlsx"),
  ...hidden("POST", "/confirmar"),
  ...hidden("POST", "/revertir"),
  { as: ADMIN, ask: "POST /importaciones/1/confirmar", status: 200, has: [PROPIA] },
  { as: SUPERADMIN, ask: "POST /importaciones/2/confirmar", status: 200, has: [AJENA] },
], prepare);
