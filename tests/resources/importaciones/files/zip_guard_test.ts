import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { openZip } from "@/resources/importaciones/files/zip_guard.ts";
import { type ZipFile, zipOf } from "./zip.ts";

function refuses(zip: Buffer, message: RegExp) {
  assert.throws(() => openZip(zip).map((entry) => entry.read()), (error) => {
    assert(error instanceof UnreadableFileError);
    assert.match(error.message, message);
    return true;
  });
}

/** Bytes that no method makes smaller, the same in every run. */
const noise = Buffer.alloc(400_000);
for (let i = 0, state = 1; i < noise.length; i++) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  noise[i] = state & 255;
}

Deno.test("openZip() gives each entry with its content", () => {
  const entries = openZip(zipOf({ name: "a.txt", content: "hola" }, { name: "b", content: "" }));
  assert.deepEqual(entries.map(({ name, size }) => [name, size]), [["a.txt", 4], ["b", 0]]);
  assert.deepEqual(entries.map((entry) => entry.read().toString()), ["hola", ""]);
});

Deno.test("openZip() takes 200 entries and refuses 201", () => {
  const files = (count: number): ZipFile[] =>
    Array.from({ length: count }, (_, i) => ({ name: `${i}`, content: "x" }));
  assert.equal(openZip(zipOf(...files(200))).length, 200);
  refuses(zipOf(...files(201)), /^El archivo pasa de 200 archivos dentro del ZIP/);
});

Deno.test("openZip() refuses more than 64 MB, in one entry or in all together", () => {
  const declared = 33 * 1024 * 1024;
  const half = { content: noise, declared };
  refuses(
    zipOf({ name: "a", content: noise, declared: 65 * 1024 * 1024 }),
    /^El archivo pasa de 64 MB/,
  );
  refuses(zipOf({ name: "a", ...half }, { name: "b", ...half }), /^El archivo pasa de 64 MB/);
});

Deno.test("openZip() refuses a ratio over 150", () => {
  refuses(zipOf({ name: "a", content: Buffer.alloc(1024 * 1024) }), /crece demasiado al abrirse/);
});

Deno.test("openZip() refuses an entry of another size than it declares", () => {
  refuses(zipOf({ name: "a", content: noise, declared: 1000 }), /no dice su tamaño verdadero/);
  refuses(zipOf({ name: "a", content: noise, declared: 500_000 }), /incompleto o dañado/);
});

Deno.test("openZip() refuses a password, two entries of one name, and damage", () => {
  const zip = zipOf({ name: "a", content: noise });
  const spoilt = Buffer.from(zip);
  spoilt[2000] = spoilt.readUInt8(2000) ^ 1;
  refuses(zipOf({ name: "a", content: "x", flags: 1 }), /protegido con contraseña/);
  refuses(zipOf({ name: "a", content: "x" }, { name: "a", content: "y" }), /incompleto o dañado/);
  refuses(zip.subarray(0, 10_000), /incompleto o dañado/);
  refuses(zip.subarray(10_000), /incompleto o dañado/);
  refuses(spoilt, /incompleto o dañado|no dice su tamaño/);
});
