import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { engine } from "../../../database.ts";
import { prepareApp } from "../../../support.ts";
import { bookOf, pe04Rows } from "../files.ts";
import type { Api } from "../upload.ts";

/** An application whose imports are done in a worker, as those of a server are. */
export async function prepareWithWorker() {
  const folder = await Deno.makeTempDir();
  const file = engine === "sqlite" ? { file: `${folder}/gf.db` } : {};
  const api = await prepareApp({ ...file, inWorker: true });
  assert(api.imports.thread);
  return {
    api,
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const FIRST = 2_900_000;

export function bookWith(fichas: number, values: Record<string, string> = {}) {
  return bookOf(pe04Rows(...Array.from({ length: fichas }, (_, i) => {
    return { IDENTIFICADOR_FICHA: FIRST + i, ...values };
  })));
}

export function act(api: Api, id: number, what: "confirmar" | "revertir") {
  return api.request("POST", `/importaciones/${id}/${what}`);
}

export async function countFichas(api: Api) {
  const rows = await api.db.rows(
    sql`SELECT COUNT(*) AS fichas FROM grupo WHERE cod_ficha >= ${FIRST}`,
  );
  return rows[0]?.fichas;
}
