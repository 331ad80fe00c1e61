import assert from "node:assert/strict";
import { readConfig } from "@/config/config.ts";
import { passwordProblem } from "@/passwords/rule.ts";
import { emailOf, INSTRUCTOR, PASSWORD, prepareApp } from "../support.ts";

const ANA = {
  correo: "ana.ruiz@correo.edu.co",
  nombre_completo: "Ana Ruiz Peñalosa",
  identificacion: "1088000111",
  telefono: "3001112233",
};

const SHORT = /^Debe tener al menos 8 caracteres/, LONG = /^Debe tener como máximo 72 bytes/;
const COMMON = /^Es una contraseña muy común/, OWN = /^No puede ser su correo/;

const REFUSED: [password: string, why: RegExp][] = [
  ["", SHORT],
  ["Ab3-xyz", SHORT],
  ["áááá", SHORT],
  ["a\u0301".repeat(7), SHORT],
  ["😀😀😀😀", SHORT],
  ["ñ".repeat(37), LONG],
  ["x1-".repeat(25), LONG],
  ["clave\0segura-larga", /no se admite/],
  ...[
    "12345678",
    "87654321",
    "1234567890",
    "23456789",
    "abcdefgh",
    "password",
    "PASSWORD1",
    "P@ssw0rd",
    "qwertyui",
    "１２３４５６７８",
    "iloveyou",
    "aaaaaaaa",
    "áááááááá",
    "abababab",
    "11112222",
    "Contraseña",
    "contrasena2026",
    "Sena2026",
    "SENA-2026*",
    "sena.admin.1",
    "instructor1",
    "Colombia2026!",
  ].map((password): [string, RegExp] => [password, COMMON]),
  ...[
    "ana.ruiz@correo.edu.co",
    "ANA.RUIZ@CORREO.EDU.CO",
    "ana.ruiz2026",
    "AnaRuiz1",
    "ruiz.ana.2026",
    "Penalosa-99",
    "1088000111",
    "ana1088000111",
    "3001112233",
    "111 000 8801 ruiz".replace("111 000 8801", "1088000111"),
  ].map((password): [string, RegExp] => [password, OWN]),
];

Deno.test("a password is refused that is short, long, common or the person's own data", () => {
  for (const [password, why] of REFUSED) {
    assert.match(passwordProblem(password, ANA) ?? "accepted", why, password);
  }
});

Deno.test("a password of some words serves, also with a word of one's own in it", () => {
  for (
    const password of [
      PASSWORD,
      "Nevado-del-Ruiz-5321",
      "Guadua-y-Cafe-9121",
      "bananas con leche",
      "áéíóúñüç",
      "k3#pQ9!z",
      "84739205",
      "ñ".repeat(5) + "abcdefg".repeat(8),
    ]
  ) assert.equal(passwordProblem(password, ANA), undefined, password);
});

Deno.test("one rule for every way in: create, change, reset, the first superadmin", async () => {
  await using api = await prepareApp();
  const own = "usuario3@correo.co";
  for (const weak of ["12345678", "a\u0301".repeat(4) + "aaaa", "Sena2026", own]) {
    const user = {
      nombre_completo: "Nora Díaz",
      ...{ identificacion: "1088555444", id_rol: 3, correo: own.replace("3", "33") },
      ...{ tipo_contrato: "CONTRATISTA", telefono: "3005554433", estado: true, cod_centro: 9121 },
      pass_hash: weak === own ? own.replace("3", "33") : weak,
    };
    for (const path of ["/users", "/users/create"]) {
      const { status, body } = await api.request("POST", path, { body: user });
      assert.deepEqual([status, body.errors[0].campo], [422, "pass_hash"], weak);
    }
    for (const path of ["/users/me/password", "/users/change-password"]) {
      const body = { current_password: PASSWORD, new_password: weak };
      const changed = await api.request("PUT", path, { as: INSTRUCTOR, body });
      assert.deepEqual([changed.status, changed.body.errors[0].campo], [422, "new_password"], weak);
    }
    await api.request("POST", "/access/forgot-password", {
      as: null,
      body: { email: emailOf(INSTRUCTOR) },
    });
    const token = api.mails.at(-1)?.text.match(/token=(\S+)/)?.[1] ?? "";
    const body = { token, new_password: weak };
    const reset = await api.request("POST", "/access/reset-password", { as: null, body });
    assert.equal(reset.status, 400, weak);
    assert.match(reset.body.detail, /^La nueva contraseña (debe|lleva|no puede|es) /);
    const settings = { ADMIN_EMAIL: own, ADMIN_PASSWORD: weak };
    assert.throws(() => readConfig(settings), /ADMIN_PASSWORD/, weak);
  }
  assert.equal((await api.signIn(INSTRUCTOR)).status, 200);
});
