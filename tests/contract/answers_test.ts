import assert from "node:assert/strict";
import { checkAnswer } from "./answers.ts";

const USER = {
  nombre_completo: "Ana Ruiz",
  identificacion: "1088000111",
  id_rol: 3,
  correo: "ana.ruiz@sena.edu.co",
  tipo_contrato: "CONTRATISTA",
  telefono: "3001112233",
  estado: true,
  cod_centro: 9121,
  id_usuario: 3,
  nombre_rol: "instructor",
  password_changed_at: null,
};

function answer(status: number, body: unknown, type = "application/json") {
  return { status, headers: new Headers({ "Content-Type": type }), text: JSON.stringify(body) };
}

Deno.test("an answer is held to what the document declares of it", () => {
  checkAnswer("GET", "/users/3", answer(200, USER));
  checkAnswer("GET", "/users/3/", answer(200, USER));
  const leak = { ...USER, pass_hash: "$2b$..." };
  assert.throws(() => checkAnswer("GET", "/users/3", answer(200, leak)), /unevaluated/);
  const page = { items: [leak], total_items: 1 };
  assert.throws(() => checkAnswer("GET", "/users?limit=1", answer(200, page)), /unevaluated/);
  const { estado: _, ...incomplete } = USER;
  assert.throws(() => checkAnswer("GET", "/users/3", answer(200, incomplete)), /estado/);
  const wrong = { ...USER, id_usuario: "3" };
  assert.throws(() => checkAnswer("GET", "/users/3", answer(200, wrong)), /integer/);
  assert.throws(() => checkAnswer("GET", "/users/3", answer(418, {})), /declared are 200,/);
  assert.throws(() => checkAnswer("GET", "/users/3", answer(200, USER, "text/plain")), /declared/);
  assert.throws(() => checkAnswer("GET", "/secreto", answer(200, {})), /without being in/);
});
