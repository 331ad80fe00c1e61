import assert from "node:assert/strict";
import { copyRepository, runTask } from "../processes.ts";
import { bookOf, pe04Rows } from "../resources/importaciones/files.ts";

const QUICK = { BCRYPT_COST: "4" };

Deno.test("deno task import FILE, with the rights that it has", async () => {
  await using folder = await copyRepository();
  const file = `${folder.path}/PE-04 julio.xlsx`;
  await Deno.writeFile(file, bookOf(pe04Rows({})));

  const early = await runTask(folder, "import", QUICK, [file]);
  assert.equal(early.code, 1);
  assert.match(early.text, /Ejecute antes: deno task migrate/);

  assert.equal((await runTask(folder, "migrate", QUICK)).code, 0);
  const unasked = await runTask(folder, "import", QUICK, [file]);
  assert.equal(unasked.code, 0, unasked.text);
  assert.match(unasked.text, /^PE-04 julio\.xlsx: pe04, 1 filas\n1 nuevas, /m);
  assert.match(
    unasked.text,
    /^No se aplicó\. Queda por un día: POST \/importaciones\/1\/confirmar$/m,
  );

  const applied = await runTask(folder, "import", QUICK, [file, "--confirmar"]);
  assert.match(applied.text, /^Aplicado\. Para deshacerlo: POST \/importaciones\/2\/revertir$/m);
  const missing = await runTask(folder, "import", QUICK, [`${folder.path}/otro.xlsx`]);
  assert.deepEqual([missing.code, /^No existe el archivo .*otro\.xlsx$/m.test(missing.text)], [
    1,
    true,
  ]);
  const wrong = await runTask(folder, "import", QUICK, []);
  assert.match(wrong.text, /^Uso: deno task import ARCHIVO \[--tipo=pe04\|df14\|juicios\]/m);
  assert.doesNotMatch(missing.text + wrong.text, /\.ts:\d+|NotCapable/);
});
