/** The page: text in, colours out. */

import init, { render, renderParagraph } from "../pkg/newsmark.js";
import { load, type Annotation, type Newsmark } from "../js/newsmark.js";
import { card } from "./card.js";
import { byId, element } from "./dom.js";
import { legend } from "./legend.js";
import { SAMPLES } from "./samples.js";
import { many, summary, voices, type Voice } from "./voices.js";

const field = byId<HTMLTextAreaElement>("text");
const article = byId("article");
const side = byId("side");
const progress = byId<HTMLProgressElement>("progress");
const error = byId("error");
const status = byId("status");
const highlight = byId("highlight");
const edit = byId("edit");

/** Milliseconds without a key after which what was typed is read. */
const TYPING = 600;

let newsmark: Promise<Newsmark> | undefined;
let running: AbortController | undefined;
let shown: { text: string; annotation: Annotation } | undefined;

/** The model is fetched once, at the first text; a failed fetch is tried again at the next. */
function model(): Promise<Newsmark> {
  newsmark ??= (async () => {
    try {
      status.textContent = "Loading the model …";
      const loading = load({
        model: "model/newsmark.bin",
        wasm: "pkg/newsmark_bg.wasm",
        onProgress: (received, total) => {
          const megabytes = (received / 1e6).toFixed(1);
          status.textContent = total ? `Loading the model: ${megabytes} of ${(total / 1e6).toFixed(1)} MB` : `Loading the model: ${megabytes} MB`;
          bar(total ? received / total : undefined);
        },
      });
      // The marks are painted on this side.
      const [loaded] = await Promise.all([loading, init({ module_or_path: "pkg/newsmark_bg.wasm" })]);
      bar(null);
      status.textContent = ready;
      return loaded;
    } catch (cause) {
      newsmark = undefined;
      status.textContent = "";
      throw cause;
    }
  })();
  return newsmark;
}

/** What the page says of itself when nothing is under way. */
let ready = "Ready";

/** Shows a share of the work, work of unknown length, or none. */
function bar(share: number | undefined | null): void {
  progress.hidden = share === null;
  if (share === undefined) progress.removeAttribute("value");
  else if (share !== null) progress.value = share;
}

/** Reads the text of the field; `reveal` shows the article in place of the field. */
async function read(reveal: boolean): Promise<void> {
  running?.abort();
  const text = field.value;
  error.hidden = true;
  if (!text.trim()) {
    forget();
    return;
  }
  const stop = (running = new AbortController());
  try {
    const reader = await model();
    let end = 0;
    if (reveal) {
      article.replaceChildren();
      toggleField(false);
    }
    const annotation = await reader.annotate(text, {
      signal: stop.signal,
      onParagraph: (paragraph, share) => {
        bar(share);
        if (!reveal || stop.signal.aborted) return;
        renderParagraph(article, text, end, paragraph);
        headline(text);
        end = paragraph.end;
      },
    });
    if (stop.signal.aborted) return;
    shown = { text, annotation };
    render(article, text, annotation);
    headline(text);
    focusable();
    legend(byId("legend"), article, annotation);
    byId("summary").textContent = summary(text, annotation);
    list(text, annotation);
    side.hidden = false;
  } catch (cause) {
    if (stop.signal.aborted) return;
    toggleField(true);
    error.textContent = cause instanceof Error ? cause.message : String(cause);
    error.hidden = false;
  } finally {
    if (running === stop) bar(null);
  }
}

/** Nothing is shown any more. */
function forget(): void {
  shown = undefined;
  side.hidden = true;
  article.replaceChildren();
  toggleField(true);
}

function toggleField(open: boolean): void {
  field.hidden = !open;
  highlight.hidden = !open;
  article.hidden = open;
  edit.hidden = open;
}

/** A first line of up to 20 words without a full stop, with more below, is a headline. */
function headline(text: string): void {
  const first = article.querySelector("p");
  const line = first?.textContent ?? "";
  const rest = text.trim().length > line.length;
  first?.classList.toggle("headline", rest && line.split(/\s+/).length <= 20 && !/[.!?;:,]["”’']?$/.test(line));
}

/** The keyboard reaches one mark of every entity and every cue. */
function focusable(): void {
  const seen = new Set<string>();
  for (const mark of article.querySelectorAll<HTMLElement>("mark[data-entity], mark.nm-cue")) {
    const key = mark.dataset["entity"] ? `e${mark.dataset["entity"]}` : `s${mark.dataset["statements"]}`;
    if (!seen.has(key)) mark.tabIndex = 0;
    seen.add(key);
  }
}

/** The list of speakers with their statements. */
function list(text: string, annotation: Annotation): void {
  const box = element("ul", { className: "voices" });
  for (const voice of voices(text, annotation)) {
    const count = element("span", { className: "count" }, many(voice.statements.length, "statement"));
    const name = element("button", { type: "button", data: { voice: voice.key } }, voice.name, count);
    name.addEventListener("click", () => light(name, voice.statements));
    const statements = element("ol");
    for (const index of voice.statements) {
      const { cue, content } = annotation.statements[index]!;
      const words = content.map(({ start, end }) => text.slice(start, end).trim()).join(" … ");
      const button = element("button", { type: "button", data: { statement: String(index) } }, element("em", {}, text.slice(cue.start, cue.end)), ` ${words}`);
      button.addEventListener("click", () => light(button, [index]));
      statements.append(element("li", {}, button));
    }
    box.append(element("li", { className: voice.named ? "voice" : "voice unnamed" }, name, statements));
  }
  const none = element("p", { className: "privacy" }, "Nobody is said to say anything in this text.");
  byId("voices").replaceChildren(box.childElementCount ? box : none);
}

/** Lights statements and scrolls to the first; a second click puts the light out. */
function light(button: HTMLElement, statements: Voice["statements"]): void {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of byId("voices").querySelectorAll("button")) other.setAttribute("aria-pressed", String(on && other === button));
  const chosen = new Set(on ? statements.map(String) : []);
  let first: Element | undefined;
  for (const mark of article.querySelectorAll<HTMLElement>("mark")) {
    const lit = (mark.dataset["statements"] ?? "").split(" ").some((index) => chosen.has(index));
    mark.classList.toggle("lit", lit);
    if (lit) first ??= mark;
  }
  article.classList.toggle("choosing", on);
  if (shown && article.hidden) toggleField(false);
  first?.scrollIntoView({ block: "center" });
}

function take(text: string): void {
  field.value = text;
  void read(true);
}

async function open(file: File | undefined): Promise<void> {
  if (!file) return;
  // The byte order mark and a wrong encoding are said aloud, not swallowed.
  const bytes = await file.arrayBuffer();
  try {
    take(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    error.textContent = `${file.name} is not a UTF-8 text file. Save it as plain text in UTF-8 and open it again.`;
    error.hidden = false;
  }
}

// Paste is read at once, typing after a pause; the field stays where it is while someone types.
let typing: ReturnType<typeof setTimeout> | undefined;
let pasted = false;
field.addEventListener("paste", () => (pasted = true));
field.addEventListener("input", () => {
  clearTimeout(typing);
  const reveal = pasted;
  pasted = false;
  if (reveal) void read(true);
  else typing = setTimeout(() => void read(false), TYPING);
});
highlight.addEventListener("click", () => void read(true));
edit.addEventListener("click", () => {
  toggleField(true);
  field.focus();
});
byId("clear").addEventListener("click", () => {
  running?.abort();
  bar(null);
  error.hidden = true;
  field.value = "";
  forget();
  field.focus();
});
const file = byId<HTMLInputElement>("file");
file.addEventListener("change", () => void open(file.files?.[0]).then(() => (file.value = "")));
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", ({ relatedTarget }) => relatedTarget ?? document.body.classList.remove("dropping"));
addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const dropped = event.dataTransfer?.files[0];
  if (dropped) void open(dropped);
  else {
    const text = event.dataTransfer?.getData("text/plain");
    if (text) take(text);
  }
});

// A click on a mark lights its statements, or those of the person, organisation or place.
article.addEventListener("click", ({ target }) => {
  const mark = target instanceof Element ? target.closest<HTMLElement>("mark") : null;
  if (!mark || !shown) return;
  const { entities, statements } = shown.annotation;
  const referent = entities[Number(mark.dataset["entity"] ?? "-1")]?.referent;
  const own = referent === undefined ? [] : statements.flatMap(({ speaker }, index) => (speaker === referent ? [index] : []));
  const key = own.length ? `[data-voice="r${referent}"]` : `[data-statement="${(mark.dataset["statements"] ?? "").split(" ").at(-1)}"]`;
  byId("voices").querySelector<HTMLElement>(key)?.click();
});
article.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target instanceof HTMLElement) event.target.click();
});

const samples = byId<HTMLSelectElement>("samples");
samples.append(element("option", { value: "" }, "Choose …"), ...SAMPLES.map(({ title }, i) => element("option", { value: String(i) }, title)));
samples.addEventListener("change", () => {
  const sample = SAMPLES[Number(samples.value)];
  if (samples.value && sample) take(sample.text);
  samples.value = "";
});

// Dark or light as the system says, until the reader says otherwise.
const dark = matchMedia("(prefers-color-scheme: dark)");
const remembered = localStorage.getItem("theme");
const paint = (theme: string): void => {
  document.documentElement.dataset["theme"] = theme;
};
paint(remembered ?? (dark.matches ? "dark" : "light"));
dark.addEventListener("change", () => localStorage.getItem("theme") ?? paint(dark.matches ? "dark" : "light"));
byId("theme").addEventListener("click", () => {
  const theme = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
  localStorage.setItem("theme", theme);
  paint(theme);
});

card(byId("card"), article, () => shown);

// Once the service worker holds every file, the page works without a network.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker
    .register("sw.js")
    .then(() => navigator.serviceWorker.ready)
    .then(() => {
      ready = "Works offline";
      if (status.textContent === "Ready") status.textContent = ready;
    })
    .catch(() => undefined);
}

if (!field.value) field.value = SAMPLES[0]!.text;
void read(true);
