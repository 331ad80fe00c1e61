import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { say } from "@/console.ts";
import { INSTRUCTOR } from "../support.ts";
import { FICHA, HARD_WEEK, prepareHardWeek, secretOf } from "../resources/horarios/hard_week.ts";
import { store } from "../resources/programacion/world.ts";
import { openBrowser } from "./chromium.ts";
import { COLOURS, CONTRAST, FAULTS, SPOIL } from "./faults.ts";

const VIEWS = [
  { name: "a phone", width: 375, height: 800, colorScheme: "light", media: "screen" },
  { name: "a phone in the dark", width: 375, height: 800, colorScheme: "dark", media: "screen" },
  { name: "a desktop", width: 1280, height: 900, colorScheme: "light", media: "screen" },
  { name: "a desktop in the dark", width: 1280, height: 900, colorScheme: "dark", media: "screen" },
  { name: "paper", width: 1047, height: 718, colorScheme: "light", media: "print" },
  { name: "paper, from the dark", width: 1047, height: 718, colorScheme: "dark", media: "print" },
] as const;

const BLACK_ON_WHITE = ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"];

Deno.test("GET /horarios in a real browser: nothing over another, nothing cut", async (t) => {
  const browser = await openBrowser();
  if (!browser) {
    assert.notEqual(Deno.env.get("CI"), "true", "With CI=true a missing Chromium is a failure");
    return say("There is no Chromium here: GET /horarios was not tried in a browser");
  }
  try {
    await using api = await prepareHardWeek();
    const token = await secretOf(api);
    await using server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      api.app.fetch,
    );
    const origin = `http://127.0.0.1:${server.addr.port}/horarios`;
    const base = `${origin}/instructores/${INSTRUCTOR}`;
    for (const { name, width, height, colorScheme, media } of VIEWS) {
      await t.step(`on ${name}`, async () => {
        await using page = await browser.newPage({ viewport: { width, height }, colorScheme });
        await page.emulateMedia({ media });
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        const answer = await page.goto(`${base}?semana=${HARD_WEEK}&token=${token}`);
        assert.equal(answer?.status(), 200);
        assert.equal(await page.locator(".day li").count(), 19);
        assert.deepEqual(await page.evaluate(FAULTS), []);
        const contrast = await page.evaluate(CONTRAST);
        assert(Number(contrast) >= 4.5, `contrast ${contrast}`);
        if (media === "screen") await followLinks(page);
        else assert.deepEqual(await page.evaluate(COLOURS), BLACK_ON_WHITE);
        assert.deepEqual(complaints, []);
      });
    }
    const desktop = { viewport: { width: 1280, height: 900 } };
    await t.step("what is wrong would be found", async () => {
      await using page = await browser.newPage(desktop);
      await page.goto(`${base}?semana=${HARD_WEEK}&token=${token}`);
      await page.evaluate(SPOIL);
      const faults = String(await page.evaluate(FAULTS));
      for (const fault of ["one over the other", "cut below", "wider than the screen"]) {
        assert(faults.includes(fault), faults);
      }
      assert(Number(await page.evaluate(CONTRAST)) < 4.5);
    });
    await t.step("by keyboard one skips to the week, and sees where one is", async () => {
      await using page = await browser.newPage(desktop);
      await page.goto(`${base}?semana=${HARD_WEEK}&token=${token}`);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate("document.activeElement.innerText"), "Ir al horario");
      const outline = "getComputedStyle(document.activeElement).outlineStyle";
      assert.equal(await page.evaluate(outline), "solid");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate("document.activeElement.id"), "week");
    });
    await t.step("a week without clashes is one sheet, A4 lying down", async () => {
      const tokenOfFicha = await secretOf(api, { tipo: "ficha", id: FICHA });
      await store(api.db, { fecha_programada: "2026-08-03", hora_fin: "18:00:00" });
      await using page = await browser.newPage(desktop);
      await page.goto(`${origin}/fichas/${FICHA}?semana=2026-W32&token=${tokenOfFicha}`);
      const pdf = new TextDecoder("latin1").decode(await page.pdf({ preferCSSPageSize: true }));
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1);
      const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
      assert.deepEqual([Math.round(Number(width)), Math.round(Number(height))], [842, 595]);
    });
  } finally {
    await browser.close();
  }
});

async function followLinks(page: Page): Promise<void> {
  await page.getByRole("heading", { name: "Inés Mejía", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Semana 31" }).click();
  await page.getByText("27 de julio al 2 de agosto de 2026").waitFor();
  assert.deepEqual(await page.evaluate(FAULTS), []);
  await page.getByRole("link", { name: "Semana 30" }).click();
  await page.getByText("20 al 26 de julio de 2026").waitFor();
}
