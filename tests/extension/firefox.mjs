/** Firefox with the extension as a temporary add-on. Buttons, keys and menus are those of the browser's own window, which WebDriver BiDi reaches. */

import puppeteer from "puppeteer-core";
import { needFirefox } from "../../scripts/tools.mjs";
import { unpack } from "./packed.mjs";
import { settled, until } from "./tab.mjs";

/** Opens a browser, with the extension but for the file `without`. */
export async function openFirefox({ without } = {}) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: needFirefox(),
    headless: true,
    // Scripts of the tests may act in the browser's own window.
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: { "ui.prefersReducedMotion": 1 },
  });
  const { folder, remove } = unpack("firefox", { without });
  const id = await browser.installExtension(folder);
  const widget = id.replace(/[^\w-]/g, "_");

  async function evaluate(target, act, given) {
    const expression = `(${act})(...${JSON.stringify(given)})`;
    // As JSON: values come back as they are, without BiDi's own notation.
    const { result } = await browser.connection.send("script.evaluate", { expression: `(async () => JSON.stringify({ value: await ${expression} }))()`, target, awaitPromise: true, userActivation: true });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return JSON.parse(result.result.value).value;
  }
  const { result: tree } = await browser.connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  /** Runs in the browser's own window. */
  const inWindow = (act, ...given) => evaluate({ context: tree.contexts[0].context }, act, given);
  // Where a reader would pin it; new add-ons hide behind a button.
  await inWindow((widget) => CustomizableUI.addWidgetToArea(`${widget}-browser-action`, CustomizableUI.AREA_NAVBAR), widget);

  async function newTab() {
    const page = await browser.newPage();
    await page.setViewport({ width: 1100, height: 800 });
    const problems = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    const context = page.mainFrame()._id;
    const perform = (actions) => browser.connection.send("input.performActions", { context, actions });
    const tab = {
      page,
      problems,
      goto: (url) => page.goto(url),
      /** Goes to a page that no test can look into: the browser's own, or a viewer. */
      async gotoClosed(url) {
        await page.bringToFront();
        await browser.connection.send("browsingContext.navigate", { context, url, wait: "none" });
        const isThere = (url) => gBrowser.selectedBrowser.currentURI.spec === url && !gBrowser.selectedBrowser.webProgress.isLoadingDocument;
        await until(() => inWindow(isThere, url), url);
      },
      reload: () => page.reload(),
      evaluate: (act, ...given) => evaluate({ context }, act, given),
      /** Runs in a world of its own, where the page's scripts have changed nothing. */
      apart: (act, ...given) => evaluate({ context, sandbox: "tests" }, act, given),
      async press() {
        await page.bringToFront();
        await inWindow((widget) => document.getElementById(`${widget}-BAP`).click(), widget);
      },
      async badge() {
        await page.bringToFront();
        return inWindow((widget) => {
          const button = document.getElementById(`${widget}-BAP`);
          return { text: button.getAttribute("badge") ?? "", title: button.getAttribute("tooltiptext") ?? "" };
        }, widget);
      },
      settled: () => settled(tab),
      click: (x, y) => page.mouse.click(x, y),
      hover: (x, y) => page.mouse.move(x, y),
      key: (name) => page.keyboard.press(name),
      screenshot: (path) => page.screenshot({ path }),
      /** A right click there, and a choice from the menu by the beginning of its words; gives back what the extension offers. */
      async menu(x, y, words) {
        const pointer = [{ type: "pointerMove", x, y }, { type: "pointerDown", button: 2 }, { type: "pointerUp", button: 2 }];
        await perform([{ type: "pointer", id: "mouse", actions: pointer }]);
        return inWindow(
          async (widget, words) => {
            const menu = document.getElementById("contentAreaContextMenu");
            for (let i = 0; i < 100 && menu.state !== "open"; i++) await new Promise((go) => setTimeout(go, 20));
            const items = [...menu.querySelectorAll(`menuitem[id^="${widget}"]`)].filter(({ hidden }) => !hidden);
            const item = items.find(({ label }) => label.startsWith(words));
            const labels = items.map(({ label }) => label);
            if (item) menu.activateItem(item);
            else menu.hidePopup();
            return labels;
          },
          widget,
          words,
        );
      },
      close: () => page.close(),
    };
    return tab;
  }

  return {
    name: "firefox",
    id,
    newTab,
    inWindow,
    /** Presses keys in the browser's window, as the reader's keyboard does. */
    shortcut: (...keys) =>
      inWindow((keys) => {
        const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        if (!processor.beginInputTransactionForTests(window)) throw new Error("no input");
        const events = keys.map(([key, code, keyCode]) => new KeyboardEvent("", { key, code, keyCode }));
        for (const event of events) processor.keydown(event);
        for (const event of events.reverse()) processor.keyup(event);
      }, keys),
    /** Opens the sidebar, and gives back what runs something in it. */
    openPanel: () => ({ evaluate: (act, ...given) => inSidebar(act, given), detach() {} }),
    async close() {
      await browser.close();
      remove();
    },
  };

  /** Runs something in the sidebar, which lives in the extension's process: a frame script makes it a world of its own there. */
  function inSidebar(act, given) {
    const source = `(async () => JSON.stringify({ value: await (${act})(...${JSON.stringify(given)}) }))()`;
    const script = `(async () => {
      try {
        const world = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: true });
        sendAsyncMessage("newsmark-tests", { json: await Cu.evalInSandbox(${JSON.stringify(source)}, world) });
      } catch (error) {
        sendAsyncMessage("newsmark-tests", { error: String(error) });
      }
    })()`;
    const inside = async (command, script) => {
      if (SidebarController.currentID !== command) await SidebarController.show(command);
      const inner = () => SidebarController.browser.contentDocument?.getElementById("webext-panels-browser");
      while (!inner()?.currentURI?.spec.endsWith("panel.html")) await new Promise((go) => setTimeout(go, 30));
      const { messageManager } = inner();
      const { json, error } = await new Promise((resolve) => {
        messageManager.addMessageListener("newsmark-tests", function hear({ data }) {
          messageManager.removeMessageListener("newsmark-tests", hear);
          resolve(data);
        });
        messageManager.loadFrameScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(script)}`, false);
      });
      if (error) throw new Error(error);
      return JSON.parse(json).value;
    };
    return inWindow(inside, `${widget}-sidebar-action`, script);
  }
}
