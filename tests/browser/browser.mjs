/** A browser with the page in it, for the tests. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { needChromium, root } from "../../scripts/tools.mjs";

/** Where screenshots go, for people to look at. */
export const screenshots = join(root, "target", "screenshots");
mkdirSync(screenshots, { recursive: true });

/** Milliseconds that reading an article may take on a busy machine. */
const PATIENCE = 120_000;

/** Opens a browser, and serves the page to it or another folder. */
export async function open(folder) {
  const server = await serve(folder && { folder });
  const browser = await chromium.launch({
    executablePath: needChromium(),
    args: [
      // A browser that calls home would blur what the page itself asks for.
      "--disable-background-networking",
      "--disable-component-update",
      // Chromium's own sandbox does not work for root, as in a container.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  const { url } = server;
  return {
    url,
    /** The page with its first sample read. */
    async opened(options) {
      const page = await this.page(options);
      await page.goto(url);
      await isRead(page);
      return page;
    },
    async page(options = {}) {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      // A browser asks for it by itself; a page without one is no problem.
      await page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
      page.setDefaultTimeout(PATIENCE);
      page.problems = [];
      page.on("pageerror", (error) => page.problems.push(String(error)));
      page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
    /** Stops the server; the browser stays. */
    leaveAlone() {
      return server.close();
    },
  };
}

/** Waits until the text in the page is read. */
export async function isRead(page) {
  await page.locator("#status").filter({ hasText: /read in [\d.]+ s/ }).waitFor();
}
