import assert from "node:assert/strict";
import { sql } from "@/db/sql.ts";
import { fichasOn } from "@/demo/groups.ts";
import { fillDemo } from "@/demo/run.ts";
import { monthAround, scheduleOf } from "@/demo/schedule.ts";
import { createPasswords } from "@/passwords/hashing/hashes.ts";
import { clashesAmong } from "@/resources/programacion/rules/clashes.ts";
import { config, prepareApp } from "../support.ts";

/** An ordinary Monday, Holy Week, the end of the year, and the last day of a February. */
const DAYS = ["2026-07-06", "2026-04-02", "2026-12-28", "2028-02-29"];

Deno.test("the month around a day is four whole weeks, two of them over", () => {
  assert.deepEqual(monthAround("2026-07-06"), { desde: "2026-06-22", hasta: "2026-07-19" });
  assert.deepEqual(monthAround("2026-07-12"), { desde: "2026-06-22", hasta: "2026-07-19" });
});

Deno.test("the demonstration asks nobody to be in two places, on any day", () => {
  for (const today of DAYS) {
    const { series, single } = scheduleOf(fichasOn(today), today);
    assert(series.length >= 30, `${today}: ${series.length} series`);
    assert.equal(single.length, 8);
    const seen = new Set<string>();
    for (const { ficha, instructor, dias, hora_inicio } of [...series, ...single]) {
      for (const dia of dias) {
        const at = `${dia} ${hora_inicio}`;
        const keys = [`i${instructor} ${at}`, `f${ficha.cod_ficha} ${at}`];
        if (ficha.ambiente !== null) keys.push(`a${ficha.ambiente} ${at}`);
        for (const key of keys) assert(!seen.has(key), `${today}: ${key}`);
        for (const key of keys) seen.add(key);
      }
    }
  }
});

for (const today of DAYS) {
  Deno.test(`the demonstration of ${today} has a month of sessions, none of them double`, async () => {
    const now = Temporal.Instant.from(`${today}T15:00:00Z`);
    await using api = await prepareApp({ clock: () => now });
    const passwords = createPasswords(4);
    await fillDemo({ config, db: api.db, passwords, clock: () => now }, () => {})
      .finally(() => passwords.close());
    const { desde, hasta } = monthAround(today);
    const window = `desde=${desde}&hasta=${hasta}`;
    const { body } = await api.request("GET", `/programacion?${window}`);
    const standing = body.filter(({ estado }: { estado: string }) => estado === "programada");
    assert(standing.length >= 150, `${standing.length} sessions`);
    assert.equal(body.length - standing.length, 2);
    assert.deepEqual(clashesAmong(standing), []);
    assert.equal(standing.filter((it: { id_serie: number | null }) => !it.id_serie).length, 6);
    const affected = await api.request("GET", `/programacion/afectadas?${window}`);
    assert.deepEqual(affected.body, { items: [], total_items: 0 });
    const [batches] = await api.db.rows(sql`
      SELECT COUNT(*) AS total FROM lote l JOIN serie s ON s.id_serie = l.id_serie`);
    assert.equal(batches?.total, scheduleOf(fichasOn(today), today).series.length);
  });
}
