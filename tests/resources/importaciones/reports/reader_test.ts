import assert from "node:assert/strict";
import { OverloadedError, UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { createSheetReader } from "@/resources/importaciones/reports/reader.ts";
import { bookOf, df14Rows, juiciosRows, pe04Rows, readHere } from "../files.ts";

const MANY = pe04Rows(
  ...Array.from({ length: 1_000 }, (_, i) => ({ IDENTIFICADOR_FICHA: i ? 2_800_000 + i : "1A" })),
);

Deno.test("a file read in the worker comes out as it does here", async () => {
  const reader = createSheetReader();
  const file = bookOf(MANY);
  const before = file.toString("base64");
  const { resumen, pe04, rechazadas } = readHere(file);
  const seen: number[] = [];
  const lectura = await reader.read(file, { onRows: (rows) => seen.push(rows) });
  assert.deepEqual(lectura, { ...resumen, registros: pe04, rechazadas });
  assert.deepEqual([pe04.length, rechazadas.length], [999, 1]);
  assert.deepEqual(seen.at(-1), 1_000);
  assert(seen.length > 3, "it comes in parts");
  assert.equal(file.toString("base64"), before, "the file is still the caller's");
});

Deno.test("the other reports come out of the worker too", async () => {
  const reader = createSheetReader();
  const [df14, juicios] = await Promise.all([
    reader.read(bookOf(df14Rows({})), { tipo: "df14" }),
    reader.read(bookOf(juiciosRows([["36180 - A", "593147 - B", "APROBADO"]]))),
  ]);
  assert(df14.tipo === "df14" && juicios.tipo === "juicios");
  assert.equal(df14.registros[0]?.programa.horas_lectivas, 3120);
  assert.deepEqual(juicios.juicios.conteos, [
    { cod_resultado: 593147, aprobados: 1, no_aprobados: 0, por_evaluar: 0, retirados: 0 },
  ]);
});

Deno.test("a refusal in the worker reaches the caller with its text", async () => {
  const reader = createSheetReader();
  await assert.rejects(
    reader.read(bookOf(pe04Rows({})), { tipo: "juicios" }),
    new UnreadableFileError(
      "El archivo es un PE-04 y aquí se esperaba un reporte de juicios evaluativos: súbalo donde corresponde.",
    ),
  );
});

Deno.test("one file is read at a time, a few wait, and the next is told to come back", async () => {
  const reader = createSheetReader({ waiting: 2 });
  const file = bookOf(pe04Rows({}));
  const order: number[] = [];
  const reads = [1, 2, 3].map((n) => reader.read(file).then(() => order.push(n)));
  await assert.rejects(reader.read(file), OverloadedError);
  await assert.rejects(reader.writeRechazadas(["A"], []), OverloadedError);
  await Promise.all(reads);
  assert.deepEqual(order, [1, 2, 3]);
  assert.equal((await reader.read(file)).filas, 1);
});

Deno.test("a file that takes too long is given up, and the next is read", async () => {
  const hurried = createSheetReader({ deadline: 1 });
  await assert.rejects(hurried.read(bookOf(MANY)), {
    name: "UnreadableFileError",
    message: /^El archivo tarda demasiado en leerse/,
  });
  assert.equal((await createSheetReader().read(bookOf(pe04Rows({})))).filas, 1);
});

Deno.test("close() ends what runs and what waits", async () => {
  const reader = createSheetReader();
  const reads = [reader.read(bookOf(MANY)), reader.read(bookOf(MANY))];
  const ends = reads.map((read) => assert.rejects(read, OverloadedError));
  reader.close();
  await Promise.all(ends);
  await assert.rejects(reader.read(bookOf(MANY)), OverloadedError);
});

Deno.test("rechazadas.xlsx is written in the worker", async () => {
  const reader = createSheetReader();
  const { resumen, rechazadas } = readHere(bookOf(MANY));
  const file = await reader.writeRechazadas(resumen.encabezados, rechazadas);
  assert.deepEqual(readHere(file).rechazadas.map(({ fila, celdas }) => [fila, celdas[4]]), [[
    2,
    "1A",
  ]]);
});
