/** Chromium with the unpacked extension in it. The toolbar button is pressed as a reader presses it, so that `activeTab` is all the extension has. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { needChromium } from "../../scripts/tools.mjs";
import { unpack } from "./packed.mjs";
import { settled, until } from "./tab.mjs";

/** Opens a browser. With `hosts` the extension may read those sites without being asked, as after "always on this site"; `beside` is another extension, `without` a file that is taken away. */
export async function openChromium({ hosts, beside, without } = {}) {
  const { folder: extension, remove } = unpack("chrome", { without, change: (manifest) => (hosts ? { ...manifest, host_permissions: hosts } : manifest) });
  const profile = mkdtempSync(join(tmpdir(), "newsmark-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: needChromium(),
    headless: true,
    reducedMotion: "reduce",
    viewport: { width: 1100, height: 800 },
    ignoreDefaultArgs: ["--disable-extensions"],
    args: [
      ...["load-extension", "disable-extensions-except"].map((flag) => `--${flag}=${[extension, beside].filter(Boolean).join()}`),
      // Lets CDP press the toolbar button.
      "--enable-unsafe-extension-debugging",
      "--disable-background-networking",
      "--disable-component-update",
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  const cdp = await context.browser().newBrowserCDPSession();
  const worker = await until(() => context.serviceWorkers().find((worker) => worker.url().endsWith("/background.js")), "a service worker");
  const id = new URL(worker.url()).host;
  // A worker is there before its interfaces are.
  await until(() => worker.evaluate(() => typeof globalThis.chrome?.action === "object"), "a service worker");
  const targets = async () => (await cdp.send("Target.getTargets", { filter: [{}] })).targetInfos;

  async function newTab() {
    const before = new Set((await targets()).map(({ targetId }) => targetId));
    const page = await context.newPage();
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    const { targetId } = (await targets()).find(({ type, targetId }) => type === "tab" && !before.has(targetId));
    const tabId = await worker.evaluate(async () => (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0].id);
    const session = await context.newCDPSession(page);
    const tab = {
      page,
      tabId,
      session,
      problems: page.problems,
      goto: (url) => page.goto(url),
      gotoClosed: (url) => page.goto(url),
      reload: () => page.reload(),
      evaluate: (act, ...given) => page.evaluate(({ act, given }) => (0, eval)(`(${act})`)(...given), { act: String(act), given }),
      /** Runs in a world of its own, where the page's scripts have changed nothing. */
      async apart(act, ...given) {
        const { frameTree } = await session.send("Page.getFrameTree");
        const { executionContextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "tests" });
        const expression = `(${act})(...${JSON.stringify(given)})`;
        const { result, exceptionDetails } = await session.send("Runtime.evaluate", { contextId: executionContextId, expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      async press() {
        await page.bringToFront();
        await cdp.send("Extensions.triggerAction", { id, targetId });
      },
      badge: () =>
        worker.evaluate(async (tabId) => ({ text: await chrome.action.getBadgeText({ tabId }), title: await chrome.action.getTitle({ tabId }) }), tabId),
      settled: () => settled(tab),
      click: (x, y) => page.mouse.click(x, y),
      hover: (x, y) => page.mouse.move(x, y),
      key: (name) => page.keyboard.press(name),
      // Playwright hides carets by a style of its own, unless it is told not to.
      screenshot: (path) => page.screenshot({ path, caret: "initial" }),
      async collect() {
        await session.send("HeapProfiler.collectGarbage");
        return (await session.send("Runtime.getHeapUsage")).usedSize;
      },
      close: () => page.close(),
    };
    return tab;
  }

  return {
    name: "chromium",
    id,
    context,
    newTab,
    targets,
    /** Runs in the service worker. */
    background: (act, given) => worker.evaluate(act, given),
    /** Ends the service worker, as the browser does after a while. */
    async stopBackground() {
      const { targetId } = (await targets()).find(({ type }) => type === "service_worker");
      await cdp.send("Target.closeTarget", { targetId });
      await until(async () => !(await targets()).some(({ type }) => type === "service_worker"), "no service worker");
    },
    /** Opens the side panel beside a tab. Chrome allows it only upon a gesture: another page of the extension makes it. */
    async openPanel(tab) {
      const other = await newTab();
      await other.goto(`chrome-extension://${id}/options.html`);
      await other.session.send("Runtime.evaluate", { expression: "chrome.windows.getCurrent().then(({ id }) => chrome.sidePanel.open({ windowId: id }))", awaitPromise: true, userGesture: true });
      await other.close();
      await tab.page.bringToFront();
      await until(async () => (await targets()).some(({ url }) => url.startsWith(`chrome-extension://${id}/panel.html`)), "a side panel");
      return this.attach("panel.html");
    },
    /** The other extension's service worker. */
    other: () => context.serviceWorkers().find((other) => other !== worker),
    /** A session with a page of the extension that is no tab: the engine's document, the side panel. */
    async attach(file) {
      const target = (await targets()).find(({ url, type }) => url.startsWith(`chrome-extension://${id}/${file}`) && type !== "tab");
      if (!target) throw new Error(`${file} is not open`);
      const { sessionId } = await cdp.send("Target.attachToTarget", { targetId: target.targetId, flatten: false });
      const parent = { send: (method, params) => cdp.send(method, params), on: (name, hear) => cdp.on(name, hear), off: (name, hear) => cdp.off(name, hear) };
      return session(parent, sessionId);
    },
    async close() {
      await context.close();
      remove();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** A session within another: messages travel in messages. */
function session(parent, sessionId) {
  const heard = new Map();
  const hear = (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, result, error, method, params } = JSON.parse(event.message);
    if (method) for (const listener of listeners) listener(method, params);
    const { resolve, reject } = heard.get(id) ?? {};
    heard.delete(id);
    if (error) reject?.(new Error(error.message));
    else resolve?.(result);
  };
  parent.on("Target.receivedMessageFromTarget", hear);
  const listeners = new Set();
  let last = 0;
  const send = (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      heard.set(id, { resolve, reject });
      parent.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) }).catch(reject);
    });
  const own = new Map();
  return {
    send,
    on(name, act) {
      const listener = (method, params) => method === name && act(params);
      own.set(act, listener);
      listeners.add(listener);
    },
    off: (_, act) => listeners.delete(own.get(act)),
    async evaluate(act, ...given) {
      const { result, exceptionDetails } = await send("Runtime.evaluate", { expression: `(${act})(...${JSON.stringify(given)})`, awaitPromise: true, returnByValue: true, userGesture: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    /** A session with the first worker of the page. */
    async worker() {
      // The extension's service worker is told of as well.
      const found = new Promise((resolve) => this.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => targetInfo.type === "worker" && resolve(session(this, sessionId))));
      await send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
      return found;
    },
    async detach() {
      parent.off("Target.receivedMessageFromTarget", hear);
      await parent.send("Target.detachFromTarget", { sessionId }).catch(() => {});
    },
  };
}
