/** The panel beside the page: side panel in Chrome, sidebar in Firefox. What it shows of the article is the page's "Who says what". */

import { byId } from "../www/element.js";
import { Legend } from "../www/panel/legend.js";
import { Panel } from "../www/panel/panel.js";
import { look } from "./colours.js";
import { example } from "./example.js";
import { Follow } from "./follow.js";
import { bindLeast } from "./least.js";
import { mark } from "./mark.js";
import type { TabState, ToPanel } from "./messages.js";
import { onSettings, set, settings as stored } from "./settings.js";
import { shortcut } from "./shortcut.js";
import { isKept, keepOn, letGo, patternOf } from "./sites.js";

const OFF: TabState = { state: "off", statements: 0 };

let settings = await stored();
const off = new Set(settings.off);

/** What the content script sent last. */
let article: Extract<ToPanel, { type: "article" }> | undefined;
/** The statements that the panel shows, which are sure enough: indices into the article's annotation. */
let origin: number[] = [];

const legend = new Legend(byId("legend"), off, () => void set({ off: [...off] }));
const panel = new Panel(
  byId("overview"),
  byId("panel"),
  ({ statements, referent }) => follow.say({ type: "pick", statements: statements.map((index) => origin[index]!), referent: referent ?? null }),
  () => {
    // As on the page: who wants others to be marked wants to see all of them.
    follow.say({ type: "pick", statements: [], referent: null });
    filter();
  },
);

/** Tells the page which statements the filter leaves out. */
function filter(): void {
  follow.say({ type: "filter", hidden: panel.filter.isOn ? origin.filter((_, index) => !panel.filter.wants(index)) : [] });
}

const follow = new Follow({
  turned() {
    article = undefined;
    panel.clear();
    void site();
  },
  told(message: ToPanel) {
    if (message.type === "article") showArticle(message);
    else if (message.type === "state") void showState(message.state, true);
    else if (message.type === "progress") progress(message.progress);
    else panel.light(new Set(message.statements.map((index) => origin.indexOf(index))));
  },
  without: (state) => void showState(state ?? OFF, false),
});

// What there is

function showArticle(message: NonNullable<typeof article>): void {
  // Another article begins without a filter, and with everything folded as at first.
  if (article && article.title !== message.title) panel.clear();
  article = message;
  void showState(message.state, true);
  byId("title").textContent = message.title;
  showAnnotation();
}

function showAnnotation(): void {
  if (!article) return;
  const { annotation, text } = article;
  if (!annotation) {
    origin = [];
    panel.clear();
    legend.clear();
    return;
  }
  const enough = ({ confidence }: { confidence: number }): boolean => confidence >= settings.least;
  origin = annotation.statements.flatMap((statement, index) => (enough(statement) ? [index] : []));
  const shown = { ...annotation, entities: annotation.entities.filter(enough), statements: annotation.statements.filter(enough) };
  panel.show(text, shown);
  legend.show(shown);
  if (panel.filter.isOn) filter();
}

/** `isThere`: whether there is a content script, which can be switched from here. Without, browsers wait for the toolbar button. */
async function showState({ state, message = "" }: TabState, isThere: boolean): Promise<void> {
  const isOn = state === "on" || state === "reading";
  byId("found").hidden = !isOn;
  byId("empty").hidden = isOn;
  progress(state === "reading" ? 0 : undefined);
  const failed = state === "failed";
  byId("problem").textContent = failed ? message : "";
  byId("note").textContent = failed ? "" : message;
  byId("note").hidden = failed || !message;
  byId("status").textContent = { off: "", reading: "Reading", on: "The page is marked", failed: "" }[state];
  const button = byId("switch");
  button.hidden = !isThere;
  button.textContent = isOn ? "Take the marks away" : failed ? "Try again" : "Mark this page";
  button.onclick = () => void (follow.tab && mark(follow.tab, { type: "toggle", on: !isOn }));
  byId("lead").textContent = failed ? "This page could not be marked." : "This page is not marked.";
  const keys = await shortcut("_execute_action");
  byId("how").textContent = isThere ? "" : `To see who says what in it, press the newsmark button in the browser’s toolbar${keys ? ` or ${keys}` : ""}.`;
  byId("how").hidden = isThere || failed;
  byId("welcome").hidden = failed;
}

function progress(share: number | undefined): void {
  const bar = byId<HTMLProgressElement>("progress");
  bar.hidden = share === undefined;
  bar.value = share ?? 0;
}

// Settings

const showLeast = bindLeast();

function showSettings(): void {
  look(settings);
  showLeast(settings.least);
  off.clear();
  settings.off.forEach((key) => off.add(key));
  byId("example").replaceChildren(example(settings));
  showAnnotation();
}
showSettings();
onSettings((changed) => {
  settings = changed;
  showSettings();
});
byId("settings").addEventListener("click", () => void chrome.runtime.openOptionsPage());

// This site

const always = byId<HTMLInputElement>("always");

async function site(): Promise<void> {
  const url = follow.tab?.url;
  const pattern = patternOf(url);
  always.checked = await isKept(url);
  if (follow.tab?.url !== url) return;
  byId("always-label").hidden = pattern === undefined;
  byId("always-site").textContent = pattern ? new URL(url!).hostname : "";
}
always.addEventListener("change", () => {
  const { tab } = follow;
  const pattern = patternOf(tab?.url);
  if (!tab || !pattern) return;
  // Browsers ask only while they handle the click.
  const asked = always.checked ? keepOn(tab.url) : letGo(pattern);
  void asked.then(async (done) => {
    if (done && always.checked) await mark(tab, { type: "toggle", on: true });
    await site();
  });
});

await follow.start();
