import assert from "node:assert/strict";
import openapiTS, { astToString } from "openapi-typescript";
import { TEXT } from "./document.ts";

// A client as somebody writes it on the generated types: what it says of the API must type-check.
const SCHEMA = "./schema.ts";
const USE = `
import type { components, operations, paths } from "${SCHEMA}";

type Usuario = components["schemas"]["Usuario"];
type Page = operations["listUsuarios"]["responses"][200]["content"]["application/json"];
type Nuevo = paths["/users"]["post"]["requestBody"]["content"]["application/json"];
type Form = operations["createSesion"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
type Query = NonNullable<operations["listUsuarios"]["parameters"]["query"]>;
type Problem = operations["getUsuario"]["responses"][404]["content"]["application/problem+json"];

export const form: Form = { username: "ana.ruiz@sena.edu.co", password: "Cafe-Quindio-2026" };
export const query: Query = { limit: 10, estado: true, q: "ruiz" };
export const nuevo: Nuevo = {
  nombre_completo: "Ana Ruiz",
  identificacion: "1088000111",
  id_rol: 3,
  correo: "ana.ruiz@sena.edu.co",
  tipo_contrato: "CONTRATISTA",
  telefono: "3001112233",
  estado: true,
  cod_centro: 9121,
  pass_hash: "Cafe-Quindio-2026",
};
export function namesOf(page: Page): string[] {
  return page.items.map((usuario: Usuario) => usuario.nombre_completo);
}
export function told(problem: Problem): string {
  return [problem.detail, ...(problem.errors ?? []).map(({ campo }) => campo)].join();
}
// @ts-expect-error: a number is no e-mail
export const wrong: Nuevo = { ...nuevo, correo: 1 };
// @ts-expect-error: the hash is in no answer
export const leak = (usuario: Usuario) => usuario.pass_hash;
`;

Deno.test("a client made from the document by openapi-typescript type-checks", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/schema.ts`, astToString(await openapiTS(JSON.parse(TEXT))));
    await Deno.writeTextFile(`${folder}/use.ts`, USE);
    await Deno.writeTextFile(`${folder}/deno.json`, '{"compilerOptions":{"strict":true}}');
    const check = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", "--no-lock", "schema.ts", "use.ts"],
      cwd: folder,
      stderr: "piped",
    }).output();
    assert.equal(check.code, 0, new TextDecoder().decode(check.stderr));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
