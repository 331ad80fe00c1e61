import assert from "node:assert/strict";
import { prepareRecords } from "../concurrency/records.ts";
import { OPERATIONS } from "../contract/document.ts";
import { bookOf, pe04Rows } from "../resources/importaciones/files.ts";
import { upload } from "../resources/importaciones/upload.ts";
import {
  ADMIN,
  COLLEAGUE,
  FOREIGN_ADMIN,
  FOREIGN_INSTRUCTOR,
  INSTRUCTOR,
  OTHER_CENTRO,
  PEER,
  SUPERADMIN,
} from "../support.ts";
import { makePeople, storePeople } from "./people.ts";

export const GETS = OPERATIONS.filter(({ method }) => method === "GET");

const SEEDED = [SUPERADMIN, ADMIN, INSTRUCTOR, FOREIGN_ADMIN, FOREIGN_INSTRUCTOR, COLLEAGUE, PEER];

/** An app with every record there is, and the tokens of 8 people of three roles and two centres. */
export async function prepareEight() {
  const api = await prepareRecords();
  const [newcomer] = makePeople(1, [OTHER_CENTRO]);
  assert(newcomer);
  await storePeople(api.db, [newcomer]);
  await upload(api, bookOf(pe04Rows({ IDENTIFICADOR_FICHA: 2847249 })), { as: ADMIN });
  const tokens: string[] = [];
  for (const id of SEEDED) tokens.push(await api.tokenOf(id));
  tokens.push(await api.tokenOf(newcomer.id_usuario, newcomer.familia));
  return { api, tokens };
}
