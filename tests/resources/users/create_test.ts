import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import {
  ADMIN,
  emailOf,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../../support.ts";
import { NEXT_ID, NUEVO } from "./example.ts";

Deno.test("POST /users creates an instructor who can sign in, and says where he is", async () => {
  await using api = await prepareApp();
  const { status, headers, body } = await api.request("POST", "/users/", { body: NUEVO });
  assert.deepEqual([status, body], [201, {
    message: "Usuario creado correctamente",
    id_usuario: NEXT_ID,
  }]);
  assert.equal(headers.get("Location"), `/users/${NEXT_ID}`);

  const { pass_hash: password, ...rest } = NUEVO;
  const created = await api.request("GET", "/users/by-email?email=ANA.RUIZ@sena.edu.co");
  const derived = { id_usuario: NEXT_ID, nombre_rol: "instructor", password_changed_at: null };
  assert.deepEqual(created.body, { ...rest, ...derived });
  const form = new URLSearchParams({ username: NUEVO.correo, password }).toString();
  const type = "application/x-www-form-urlencoded";
  const session = await api.request("POST", "/access/token", { body: form, type, as: null });
  assert.equal(session.status, 200);
});

Deno.test("POST /users: who may create whom", async () => {
  await using api = await prepareApp();
  const cases: [as: number, changes: object, status: number, detail?: string][] = [
    [SUPERADMIN, { id_rol: 1 }, 201],
    [SUPERADMIN, { id_rol: 2, cod_centro: OTHER_CENTRO }, 201],
    [ADMIN, { id_rol: 3 }, 201],
    [ADMIN, { id_rol: 2 }, 403, "No tienes permiso para crear usuarios con este rol"],
    [ADMIN, { id_rol: 1 }, 403, "No tienes permiso para crear usuarios con este rol"],
    [ADMIN, { cod_centro: OTHER_CENTRO }, 403, "Solo puede crear usuarios de su propio centro"],
    [ADMIN, { cod_centro: 1 }, 403, "Solo puede crear usuarios de su propio centro"],
    [FOREIGN_ADMIN, {}, 403, "Solo puede crear usuarios de su propio centro"],
    [INSTRUCTOR, {}, 403],
  ];
  for (const [i, [as, changes, status, detail]] of cases.entries()) {
    const own = { correo: `nuevo${i}@correo.co`, identificacion: `20000000${i}` };
    const answer = await api.request("POST", "/users", {
      as,
      body: { ...NUEVO, ...own, ...changes },
    });
    assert.equal(answer.status, status, JSON.stringify([as, changes]));
    if (detail) assert.equal(answer.body.detail, detail);
  }
});

Deno.test("POST /users names every invalid field, in Spanish", async () => {
  await using api = await prepareApp();
  const cases: [changes: Record<string, unknown>, mensaje: RegExp][] = [
    [{ nombre_completo: "Al" }, /3 caracteres/],
    [{ nombre_completo: "x".repeat(81) }, /80 caracteres/],
    [{ nombre_completo: "Ana\u0000Ruiz" }, /control/],
    [{ nombre_completo: "Ana \ud800" }, /incompleto/],
    [{ nombre_completo: 7 }, /texto/],
    [{ identificacion: "12345" }, /6 caracteres/],
    [{ identificacion: "1234567890123" }, /12 caracteres/],
    [{ id_rol: "tres" }, /número/],
    [{ id_rol: 4 }, /3/],
    [{ id_rol: 1.5 }, /entero/],
    [{ correo: "ana" }, /./],
    [{ correo: `${"a".repeat(100)}@correo.co` }, /100 caracteres/],
    [{ tipo_contrato: "Corto" }, /6 caracteres/],
    [{ telefono: "123456" }, /7 caracteres/],
    [{ estado: "sí" }, /true o false/],
    [{ cod_centro: 0 }, /1/],
    [{ cod_centro: 99999999999 }, /4294967295/],
    [{ pass_hash: "corta" }, /8 caracteres/],
    [{ pass_hash: "ñ".repeat(37) }, /72 bytes/],
    [{ pass_hash: undefined }, /./],
  ];
  for (const [changes, mensaje] of cases) {
    const [campo = ""] = Object.keys(changes);
    const { status, body } = await api.request("POST", "/users", {
      body: { ...NUEVO, ...changes },
    });
    assert.equal(status, 422, campo);
    assert.deepEqual([body.errors.length, body.errors[0].campo], [1, campo]);
    assert.match(body.errors[0].mensaje, mensaje);
    assert.equal(typeof body.detail, "string");
  }
  const [row] = await api.db.rows(sql`SELECT COUNT(*) AS n FROM usuario`);
  assert.equal(row?.n, NEXT_ID - 1);
});

Deno.test("POST /users takes numbers as text, as the older server did, and ignores the unknown", async () => {
  await using api = await prepareApp();
  const body = { ...NUEVO, id_rol: "3", cod_centro: "9121", id_usuario: 1, version_sesion: 9 };
  assert.equal((await api.request("POST", "/users", { body })).body.id_usuario, NEXT_ID);
});

Deno.test("POST /users says which datum is taken", async () => {
  await using api = await prepareApp();
  const correo = emailOf(INSTRUCTOR).toUpperCase();
  const taken = await api.request("POST", "/users", { body: { ...NUEVO, correo } });
  assert.deepEqual([taken.status, taken.body.detail], [409, "Correo ya registrado"]);
  const identificacion = "1088000003";
  const twice = await api.request("POST", "/users", { body: { ...NUEVO, identificacion } });
  assert.deepEqual([twice.status, twice.body.detail], [409, "Identificación ya registrada"]);
  assert.deepEqual(twice.body.errors.map(({ campo }: { campo: string }) => campo), [
    "identificacion",
  ]);
  const nowhere = { ...NUEVO, cod_centro: 1 };
  assert.equal(
    (await api.request("POST", "/users", { as: SUPERADMIN, body: nowhere })).status,
    409,
  );
});

Deno.test("POST /users stores SQL in a field as the text it is", async () => {
  await using api = await prepareApp();
  const nombre_completo = `Robert'); DROP TABLE usuario;-- "\\'`;
  await api.request("POST", "/users", { body: { ...NUEVO, nombre_completo } });
  const { body } = await api.request("GET", `/users/${NEXT_ID}`);
  assert.equal(body.nombre_completo, nombre_completo);
});

Deno.test("an identificacion is one person's, however it is written, and so is a correo", async () => {
  await using api = await prepareApp();
  const create = (identificacion: string, correo: string) =>
    api.request("POST", "/users", { body: { ...NUEVO, identificacion, correo } });
  assert.equal((await create("PASAPORTEA", "ana@correo.co")).status, 201);
  for (const same of ["pasaportea", "PasaporteÁ", " PASAPORTEA  ", "ＰＡＳＡＰＯＲＴＥＡ"]) {
    const { status, body } = await create(same, "otra@correo.co");
    assert.deepEqual([status, body.detail, body.errors[0].campo], [
      ...[409, "Identificación ya registrada", "identificacion"],
    ], same);
  }
  const taken = await create("PASAPORTEB", "ANA@Correo.CO");
  assert.deepEqual([taken.status, taken.body.errors[0].campo], [409, "correo"]);
  assert.equal((await create("PASAPORTE A", "otra@correo.co")).status, 201);
});
