import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { say } from "@/console.ts";
import { copyRepository, startTask, type TaskProcess } from "../processes.ts";
import { openBrowser } from "./chromium.ts";

const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";
const OWN = "#operations-Usuarios-getUsuarioPropio";
const WIDTHS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

Deno.test("GET /docs in a real browser: it renders, signs in and makes a request", async (t) => {
  const browser = await openBrowser();
  if (!browser) {
    assert.notEqual(Deno.env.get("CI"), "true", "With CI=true a missing Chromium is a failure");
    return say("There is no Chromium here: GET /docs was not tried in a browser");
  }
  try {
    await using folder = await copyRepository();
    await using api = startTask(folder, "start", { BCRYPT_COST: "4", ADMIN_PASSWORD: PASSWORD });
    await api.says(/\/docs$/m);
    for (const [name, viewport] of Object.entries(WIDTHS)) {
      await t.step(`on a ${name}`, async () => {
        await using page = await browser.newPage({ viewport });
        page.setDefaultTimeout(120_000); // a busy machine is no failure of the page
        const seen = listen(page);
        await tryDocs(page, api);
        const foreign = seen.requests.filter((url) => !url.startsWith(`${api.url}/`));
        assert.deepEqual({ ...seen, requests: foreign }, { complaints: [], requests: [] });
      });
    }
  } finally {
    await browser.close();
  }
});

/** What the page complains of and whom it calls, from here on. */
function listen(page: Page) {
  const seen = { complaints: [] as string[], requests: [] as string[] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
  });
  page.on("pageerror", (error) => seen.complaints.push(error.message));
  page.on("requestfailed", (request) => seen.complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) seen.requests.push(request.url());
  });
  return seen;
}

async function tryDocs(page: Page, { url }: TaskProcess): Promise<void> {
  const answer = await page.goto(`${url}/docs`);
  const policy = (await answer?.allHeaders())?.["content-security-policy"] ?? "";
  assert.match(policy, /default-src 'none'; script-src 'self';/);
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/);
  await page.getByRole("heading", { name: "Gestión Formación" }).waitFor();
  assert.equal(await widthOver(page), 0, "the page is wider than the screen");

  await page.locator(".auth-wrapper .authorize").click();
  await page.locator("#oauth_username").fill(EMAIL);
  await page.locator("#oauth_password").fill(PASSWORD);
  await page.locator(".auth-container", { hasText: "OAuth2" })
    .getByRole("button", { name: "Apply given OAuth2 credentials" }).click();
  await page.getByRole("button", { name: "Remove authorization" }).waitFor();
  await page.locator(".modal-ux .close-modal").click();

  await page.locator("#operations-tag-Usuarios").click();
  const own = page.locator(OWN);
  await own.locator(".opblock-summary-control").click();
  await own.getByRole("button", { name: "Try it out" }).click();
  await own.getByRole("button", { name: "Execute" }).click();
  const live = own.locator(".live-responses-table");
  await live.waitFor();
  assert.equal((await live.locator(".response-col_status").last().innerText()).trim(), "200");
  assert.match(
    await live.locator(".response-col_description").last().innerText(),
    new RegExp(EMAIL),
  );
  assert.equal(await widthOver(page), 0, "the page is wider than the screen");
}

/** By how many pixels the page goes over the side of the screen. */
function widthOver(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - innerWidth");
}
