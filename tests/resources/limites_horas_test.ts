import assert from "node:assert/strict";
import {
  ADMIN,
  FOREIGN_ADMIN,
  INSTRUCTOR,
  OTHER_CENTRO,
  prepareApp,
  SUPERADMIN,
} from "../support.ts";

const NUEVO = {
  tipo_contrato: "contratista",
  unidad: "semana",
  max_horas: 36.5,
  vigente_desde: "2026-01-01",
  vigente_hasta: null,
  efecto: "aviso",
};

Deno.test("/limites-horas comes with the customary limits", async () => {
  await using api = await prepareApp();
  const { body } = await api.request("GET", "/limites-horas", { as: INSTRUCTOR });
  const found = body.items.map((one: Record<string, unknown>) => [
    one.tipo_contrato,
    one.unidad,
    one.max_horas,
    one.efecto,
  ]);
  assert.deepEqual(found, [
    ["contratista", "mes", 160, "aviso"],
    ["contratista", "semana", 40, "aviso"],
    ["planta", "semana", 32, "aviso"],
  ]);
});

Deno.test("an admin creates, changes and removes the limits of his centre", async () => {
  await using api = await prepareApp();
  const { status, body, headers } = await api.request("POST", "/limites-horas", { body: NUEVO });
  assert.deepEqual([status, body], [201, { id_limite: 4, ...NUEVO, cod_centro: 9121 }]);
  assert.equal(headers.get("Location"), "/limites-horas/4");
  const stale = { headers: { "If-Match": '"otra"' }, body: { max_horas: 30 } };
  assert.equal((await api.request("PUT", "/limites-horas/4", stale)).status, 412);
  const changed = await api.request("PUT", "/limites-horas/4", { body: { max_horas: 30 } });
  assert.equal(changed.body.max_horas, 30);
  assert.equal((await api.request("DELETE", "/limites-horas/4")).status, 204);
  assert.equal((await api.request("GET", "/limites-horas/4")).status, 404);
});

Deno.test("/limites-horas: who may change which", async () => {
  await using api = await prepareApp();
  await api.request("POST", "/limites-horas", { body: NUEVO }); // 4, of CENTRO
  const body = { max_horas: 30 };
  const cases: [
    as: number,
    method: string,
    path: string,
    body: object | undefined,
    status: number,
  ][] = [
    [ADMIN, "PUT", "/limites-horas/1", body, 404],
    [ADMIN, "DELETE", "/limites-horas/1", undefined, 404],
    [FOREIGN_ADMIN, "GET", "/limites-horas/4", undefined, 404],
    [FOREIGN_ADMIN, "PUT", "/limites-horas/4", body, 404],
    [INSTRUCTOR, "PUT", "/limites-horas/4", body, 403],
    [ADMIN, "POST", "/limites-horas", { ...NUEVO, cod_centro: OTHER_CENTRO }, 404],
    [SUPERADMIN, "POST", "/limites-horas", { ...NUEVO, cod_centro: 1 }, 409],
    [SUPERADMIN, "PUT", "/limites-horas/1", body, 200],
    [SUPERADMIN, "POST", "/limites-horas", NUEVO, 201],
  ];
  for (const [as, method, path, given, status] of cases) {
    const answer = await api.request(method, path, { as, body: given });
    assert.equal(answer.status, status, `${as} ${method} ${path}`);
  }
});

Deno.test("/limites-horas names what is wrong", async () => {
  await using api = await prepareApp();
  const cases: [changes: object, campo: string][] = [
    [{ unidad: "dia" }, "unidad"],
    [{ max_horas: 0 }, "max_horas"],
    [{ max_horas: "40" }, "max_horas"],
    [{ vigente_desde: "01/01/2026" }, "vigente_desde"],
    [{ vigente_hasta: "2025-12-31" }, "vigente_hasta"],
    [{ efecto: "nada" }, "efecto"],
  ];
  for (const [changes, campo] of cases) {
    const body = { ...NUEVO, ...changes };
    const answer = await api.request("POST", "/limites-horas", { body });
    assert.deepEqual([answer.status, answer.body.errors[0].campo], [422, campo]);
  }
});
