import assert from "node:assert/strict";
import { Attachment } from "@/http/body/attachment.ts";
import { readMultipart } from "@/http/body/multipart.ts";
import { ApiError } from "@/http/text/problem.ts";
import { prepareApp } from "../../support.ts";

const MOST = 100;

function read(body: string | Uint8Array<ArrayBuffer>, type = "multipart/form-data; boundary=b") {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return readMultipart(bytes, type, MOST)?.map(([name, value]) => {
    if (!(value instanceof Attachment)) return [name, value];
    return [name, { name: value.name, text: new TextDecoder().decode(value.bytes) }];
  });
}

const part = (head: string, content: string) =>
  `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

Deno.test("a form comes out as the runtime wrote it, whatever is in its file", async () => {
  const contents = [
    "",
    "x",
    "\r\n",
    "--",
    "\r\n--",
    "\r\n\r\n--b--\r\n",
    "ñ€\u0000\r",
    "-".repeat(999),
  ];
  const names = [
    "a.xlsx",
    "año; 2026 = 1.xlsx",
    'con "comillas".xlsx',
    "C:\\reportes\\a.xls",
    "日本",
  ];
  for (const content of contents) {
    for (const name of names) {
      const form = new FormData();
      form.append("tipo", "x\r\n--");
      form.append("file", new File([content], name));
      form.append("file", new File([], "otro"));
      const answer = new Response(form);
      const type = answer.headers.get("Content-Type") ?? "";
      assert.deepEqual(read(new Uint8Array(await answer.arrayBuffer()), type), [
        ["tipo", "x\r\n--"],
        ["file", { name, text: content }],
        ["file", { name: "otro", text: "" }],
      ]);
    }
  }
});

Deno.test("other programs write the head of a field in other ways", () => {
  const file = (name: string, text = "x") => [["file", { name, text }]];
  const of = (head: string) => read(`${part(head, "x")}--b--`);
  assert.deepEqual(of('NAME="file"; FileName="a.xlsx"'), file("a.xlsx"));
  assert.deepEqual(of("filename=a.xlsx; name=file"), file("a.xlsx"));
  assert.deepEqual(of('name=file;filename="a\\"b.xlsx"'), file('a"b.xlsx'));
  assert.deepEqual(of("name=\"file\"; filename*=UTF-8''a%C3%B1o.xlsx"), file("año.xlsx"));
  assert.deepEqual(of("name=\"file\"; filename*=utf-8''%E0%A4%A"), file("%E0%A4%A"));
  assert.deepEqual(of('name="file"; filename=""'), file(""));
  assert.deepEqual(of('name="tipo"'), [["tipo", "x"]]);
  const typed =
    `--b\r\nContent-Type: a/b\r\ncontent-disposition:form-data; name="file"; filename="a"`;
  assert.deepEqual(read(`before\r\n${typed}\r\n\r\nx\r\n--b--\r\nafter`), file("a"));
  const quoted = 'multipart/form-data; boundary="b"';
  assert.deepEqual(read(`${part('name="tipo"', "x")}--b--`, quoted), [["tipo", "x"]]);
  assert.deepEqual(read("--b--"), []);
});

Deno.test("what is no form is refused, and what has too many fields is told apart", () => {
  const good = part('name="a"', "x");
  const refused = [
    "",
    "--b",
    "--b\r\n",
    good,
    `${good}--b`,
    `${good}--bc`,
    "x--b--",
    "--b\r\n\r\n--b--",
  ];
  for (const head of ["", "x=1", 'filename="a"', 'x; name="a', `name="${"a".repeat(5_000)}"`]) {
    refused.push(`${part(head, "x")}--b--`);
  }
  for (const body of refused) assert.throws(() => read(body), ApiError, body.slice(0, 60));
  assert.throws(() => read(good, "multipart/form-data"), ApiError);
  assert.equal(read(`${good.repeat(MOST)}--b--`)?.length, MOST);
  assert.equal(read(`${good.repeat(MOST + 1)}--b--`), undefined);
});

Deno.test("an upload that is no form, or has no file, says so on every path that takes one", async () => {
  await using api = await prepareApp();
  const type = "multipart/form-data; boundary=b";
  const older = ["excel", "df14-excel", "evaluaciones-excel"].map((it) => `/files/upload-${it}`);
  for (const path of ["/importaciones", ...older]) {
    const answerTo = (body: string) => api.request("POST", path, { body, type });
    assert.equal((await answerTo("--b")).status, 400, path);
    for (const given of ["", part('name="file"', "text"), part('name="otro"; filename="a"', "x")]) {
      const { status, body } = await answerTo(`${given}--b--`);
      assert.equal(status, 422, path);
      assert.match(body.detail ?? body.mensaje, /Adjunte el archivo en el campo file/);
    }
    const { status, body } = await answerTo(`${part('name="file"; filename=""', "")}--b--`);
    assert.equal(status, 422, path);
    assert.match(body.detail ?? body.mensaje, /El archivo está vacío/);
  }
});
