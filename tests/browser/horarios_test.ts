import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { say } from "@/console.ts";
import { INSTRUCTOR } from "../support.ts";
import { HARD_WEEK, prepareHardWeek, secretOf } from "../resources/horarios/hard_week.ts";
import { openBrowser } from "./chromium.ts";

const VIEWS = [
  { name: "a phone", width: 375, height: 800, colorScheme: "light", media: "screen" },
  { name: "a phone in the dark", width: 375, height: 800, colorScheme: "dark", media: "screen" },
  { name: "a desktop", width: 1280, height: 900, colorScheme: "light", media: "screen" },
  { name: "a desktop in the dark", width: 1280, height: 900, colorScheme: "dark", media: "screen" },
  { name: "paper", width: 1047, height: 718, colorScheme: "light", media: "print" },
] as const;

/** What is wrong with the page as it is drawn; it runs in the browser, hence a text. */
const FAULTS = `(() => {
  const faults = [];
  const blocks = [...document.querySelectorAll(".day li")];
  const boxes = blocks.map((block) => block.getBoundingClientRect());
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b, j) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) {
      faults.push("one over the other: " + blocks[i].innerText + " / " + blocks[i + 1 + j].innerText);
    }
  }));
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.matches("main")) continue;
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (clientWidth && scrollWidth > clientWidth + 1) faults.push("cut sideways: " + element.outerHTML);
    if (clientHeight && scrollHeight > clientHeight + 1) faults.push("cut below: " + element.outerHTML);
  }
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push("the page is wider than the screen by " + over);
  return faults;
})()`;

/** The least contrast between a text and what it stands on; it runs in the browser, hence a text. */
const CONTRAST = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => {
    const [r, g, b] = channels(color).map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("h1, h2, h3, p, a, summary, .hours li")]
    .filter((element) => element.checkVisibility());
  return Math.min(...texts.map((element) => {
    const [a, b] = [getComputedStyle(element).color, ground(element)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }));
})()`;

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
    const base = `http://127.0.0.1:${server.addr.port}/horarios/instructores/${INSTRUCTOR}`;
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
        assert.deepEqual(complaints, []);
      });
    }
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
