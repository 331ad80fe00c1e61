import assert from "node:assert/strict";
import { read } from "@e965/xlsx";
import { sql } from "@/db/sql.ts";
import { ADMIN, COLLEAGUE, FOREIGN_ADMIN, INSTRUCTOR } from "../../support.ts";
import { AULA, FOREIGN_FICHA, FOREIGN_ROOM, SMALL } from "../programacion/world.ts";
import { FICHA, HARD_WEEK, prepareHardWeek, secretOf } from "./hard_week.ts";

const OWN = `/horarios/instructores/${INSTRUCTOR}`;

Deno.test("GET /horarios is a page with the whole week, and nothing in it is a script", async () => {
  await using api = await prepareHardWeek();
  const { status, headers, body } = await api.request("GET", `${OWN}?semana=${HARD_WEEK}`);
  assert.equal(status, 200);
  assert.match(headers.get("Content-Type") ?? "", /^text\/html/);
  assert.match(body, /^\s*<!doctype html>\s*<html lang="es-CO">/);
  assert.match(body, /Semana 30: 20 al 26 de julio de 2026 · 18 sesiones, 32,5 h/);
  assert.equal(body.match(/<section /g).length, 7);
  assert.equal(body.match(/<li class="b/g).length, 19);
  assert.equal(body.match(/Se cruza con otra sesión/g).length, 3);
  assert.match(body, /<s>ELECTRO[^<]*<\/s>/);
  assert.match(body, /Cancelada: El instructor está incapacitado hasta el viernes/);
  assert.match(body, /No laborable: Día de la Independencia/);
  assert.match(body, /No laborable: Jornada de planeación pedagógica de todo el centro/);
  assert.doesNotMatch(body, /<script|\son\w+=|style=/);
  const policy = headers.get("Content-Security-Policy") ?? "";
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
});

Deno.test("names are text and never markup", async () => {
  await using api = await prepareHardWeek();
  const evil = `<img src=x onerror=alert(1)>"'&`;
  await api.db.execute(
    sql`UPDATE ambiente_formacion SET nombre_ambiente = ${evil} WHERE id_ambiente = ${AULA}`,
  );
  await api.db.execute(sql`UPDATE competencia SET nombre = ${evil}`);
  const { body } = await api.request("GET", `/horarios/ambientes/${AULA}?semana=${HARD_WEEK}`);
  assert.doesNotMatch(body, /<img/);
  assert.match(body, /<h1>Ambiente &lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;<\/h1>/);
});

Deno.test("the weeks before and after keep what the address has, over the end of a year", async () => {
  await using api = await prepareHardWeek();
  const token = await secretOf(api);
  const { body } = await api.request("GET", `${OWN}?semana=2026-W53&token=${token}`, { as: null });
  const links = [...body.matchAll(/href="(\?[^"]+)"/g)].map(([, href]) => href);
  assert.deepEqual(links, [
    `?semana=2026-W52&amp;token=${token}`,
    `?semana=2027-W01&amp;token=${token}`,
    `?semana=2026-W53&amp;token=${token}&amp;formato=xlsx`,
  ]);
  assert.match(body, /28 de diciembre de 2026 al 3 de enero de 2027 · sin sesiones/);
});

Deno.test("without semana it is the week of today in Colombia", async () => {
  await using api = await prepareHardWeek();
  api.now = Temporal.Instant.from("2026-07-27T04:59:00Z"); // Sunday 23:59 in Bogotá
  assert.match((await api.request("GET", OWN)).body, /Semana 30: /);
  api.now = Temporal.Instant.from("2026-07-27T05:00:00Z");
  assert.match((await api.request("GET", OWN)).body, /Semana 31: /);
});

Deno.test("a week that does not exist is 422 and says so", async () => {
  await using api = await prepareHardWeek();
  for (const semana of ["2025-W53", "2026-W00", "2026-W54", "2026-30", "W30", "julio"]) {
    const { status, body } = await api.request("GET", `${OWN}?semana=${semana}`);
    assert.equal(status, 422, semana);
    assert.equal(body.errors[0].campo, "semana");
  }
});

Deno.test("who does not see whose week it is gets what everybody gets for what is not there", async () => {
  await using api = await prepareHardWeek();
  const refusals = [
    [OWN, FOREIGN_ADMIN],
    [`/horarios/fichas/${FICHA}`, COLLEAGUE],
    [`/horarios/instructores/${ADMIN}`, ADMIN],
    [`/horarios/fichas/${FOREIGN_FICHA}`, ADMIN],
    [`/horarios/ambientes/${FOREIGN_ROOM}`, ADMIN],
    ["/horarios/fichas/99", ADMIN],
  ] as const;
  for (const [path, as] of refusals) {
    const { status, body } = await api.request("GET", path, { as });
    assert.deepEqual([status, body.detail], [404, NOT_THERE], path);
  }
  assert.equal((await api.request("GET", OWN, { as: null })).status, 401);
});

Deno.test("an instructor sees of an ambiente only the sessions that he sees anywhere", async () => {
  await using api = await prepareHardWeek();
  const path = `/horarios/ambientes/${SMALL}?semana=${HARD_WEEK}`;
  const blocks = async (as: number) =>
    (await api.request("GET", path, { as })).body.match(/<li class="b/g)?.length;
  assert.deepEqual([await blocks(ADMIN), await blocks(INSTRUCTOR)], [3, 3]);
  await api.db.execute(sql`UPDATE programacion SET id_instructor = ${COLLEAGUE}
    WHERE id_ambiente = ${SMALL}`);
  assert.deepEqual([await blocks(ADMIN), await blocks(INSTRUCTOR)], [3, undefined]);
});

Deno.test("the token of a calendar opens what that calendar shows, until it is revoked", async () => {
  await using api = await prepareHardWeek();
  const token = await secretOf(api);
  const get = (path: string, secret = token) =>
    api.request("GET", `${path}?semana=${HARD_WEEK}&token=${secret}`, { as: null });
  assert.equal((await get(OWN)).status, 200);
  for (
    const [path, secret] of [
      [`/horarios/fichas/${FICHA}`, token],
      [`/horarios/ambientes/${INSTRUCTOR}`, token],
      [OWN, token.replace(/.$/, token.endsWith("A") ? "B" : "A")],
      [OWN, ""],
      [OWN, "x".repeat(200)],
    ] as const
  ) {
    const { status, body } = await get(path, secret);
    assert.deepEqual([status, body.detail], [404, NOT_THERE], path);
  }
  assert.doesNotMatch(api.lines.join(), new RegExp(token));
  await api.db.execute(sql`DELETE FROM calendario`);
  assert.equal((await get(OWN)).status, 404);
});

Deno.test("a browser is refused with a page, anything else with a problem", async () => {
  await using api = await prepareHardWeek();
  const ask = (accept: string) =>
    api.request("GET", `${OWN}?token=no`, { as: null, headers: { Accept: accept } });
  const page = await ask("text/html,application/xhtml+xml,*/*;q=0.8");
  assert.equal(page.status, 404);
  assert.match(page.headers.get("Content-Type") ?? "", /^text\/html/);
  assert.equal(page.headers.get("Vary"), "Origin, Accept");
  assert.match(page.body, new RegExp(`<h1>No existe</h1>\\s*<p>${NOT_THERE}</p>`));
  for (const accept of ["*/*", "application/json", "application/problem+json, text/html;q=0.1"]) {
    assert.equal((await ask(accept)).body.detail, NOT_THERE, accept);
  }
});

Deno.test("304 for whoever has this version, in each form by itself", async () => {
  await using api = await prepareHardWeek();
  const get = (formato: string, tag = "") =>
    api.request("GET", `${OWN}?semana=${HARD_WEEK}&formato=${formato}`, {
      headers: { "If-None-Match": tag },
    });
  const tag = (await get("html")).headers.get("ETag") ?? "";
  assert.equal((await get("html", tag)).status, 304);
  assert.equal((await get("xlsx", tag)).status, 200);
  await api.db.execute(
    sql`UPDATE ambiente_formacion SET nombre_ambiente = 'OTRA' WHERE id_ambiente = ${AULA}`,
  );
  assert.equal((await get("html", tag)).status, 200);
});

Deno.test("as a workbook: one row for each session, and no text is a formula", async () => {
  await using api = await prepareHardWeek();
  await api.db.execute(sql`UPDATE competencia SET nombre = '=1+1'`);
  const path = `${OWN}?semana=${HARD_WEEK}&formato=xlsx`;
  const headers = { Authorization: `Bearer ${await api.tokenOf(ADMIN)}` };
  const answer = await api.app.request(path, { headers });
  assert.equal(
    answer.headers.get("Content-Disposition"),
    `attachment; filename="horario-instructor-${INSTRUCTOR}-${HARD_WEEK}.xlsx"`,
  );
  const book = read(await answer.arrayBuffer(), { dense: true });
  const rows = book.Sheets[HARD_WEEK]?.["!data"] ?? [];
  assert.equal(rows.length, 20);
  assert.deepEqual(rows[1]?.slice(0, 5).map((cell) => cell.v), [
    ...["2026-07-21", "martes", "06:00", "08:00", 2],
  ]);
  for (const row of rows.slice(1)) {
    assert.deepEqual([row[5]?.t, row[5]?.v, row[5]?.f], ["s", "=1+1", undefined]);
  }
});

const NOT_THERE = "Ese horario no existe o ya no se puede ver";
