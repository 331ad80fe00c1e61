import type { Browser } from "playwright-core";

const EXECUTABLES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of this machine, without a window; undefined where there is none. */
export async function openBrowser(): Promise<Browser | undefined> {
  for (const executablePath of EXECUTABLES) {
    const found = await Deno.stat(executablePath).then(() => true, () => false);
    if (!found) continue;
    // Otherwise the library looks, when it is loaded, for a file that Deno lets nobody read.
    Deno.env.set("__IS_WSL_TEST__", "true");
    const { chromium } = await import("playwright-core");
    return await chromium.launch({ executablePath, args: FLAGS });
  }
}
