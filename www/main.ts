/** The page: a text comes in, is read in a worker, and is shown with its marks. */

import type { Annotation } from "../js/newsmark.js";
import { Article, carry, type View } from "./article.js";
import { Card } from "./card.js";
import { Editor } from "./editor.js";
import { byId, messageOf, placePopovers } from "./element.js";
import { textOf } from "./fragment.js";
import { intake } from "./intake.js";
import { offline } from "./offline.js";
import { count } from "./panel/dom.js";
import { Legend } from "./panel/legend.js";
import { Panel } from "./panel/panel.js";
import { pointing } from "./pointing.js";
import { Reader } from "./reader.js";
import { Samples } from "./samples.js";
import { keepText, keptText, set, settings } from "./settings.js";
import { pickedBy, Spotlight } from "./spotlight.js";
import { TakeAlong } from "./take.js";
import { theme } from "./theme.js";

/** Milliseconds without a key before a text that is being typed is read. */
const PAUSE = 250;

/** Milliseconds of reading after which one may want to stop it. */
const WAIT = 500;

const status = byId("status");
const bar = byId<HTMLProgressElement>("progress");
const problem = byId("problem");
const stop = byId<HTMLButtonElement>("stop");

const article = new Article(byId("article"));
const card = new Card(byId("card"), article);
const off = new Set(settings.off);
const view: View = { off, wants: (index) => !panel.filter.isOn || panel.filter.wants(index) };
const legend = new Legend(byId("legend"), off, () => {
  set({ off: [...off] });
  paint();
});
const panel = new Panel(byId("overview"), byId("panel"), (picked) => shown && spotlight.pick(picked, shown), () => paint());
const spotlight = new Spotlight(article, (statements) => panel.light(statements));
const reader = new Reader();
const samples = new Samples((sample) => setText(sample));
const editor = new Editor({
  changed: edited,
  replaced: (value) => setText(value),
  opened() {
    card.hide();
    spotlight.off();
  },
});

let text = "";
/** What is known about `text`; behind while a changed text is read. */
let annotation: Annotation | undefined;
/** Of that, what is sure enough. */
let shown: Annotation | undefined;
/** Up to where it was read. */
let readTo = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

// Telling

function setProgress(share: number | undefined): void {
  bar.hidden = share === undefined;
  bar.value = share ?? 0;
}

/** Screen readers say it again when it is written again. */
function say(message: string): void {
  if (status.textContent !== message) status.textContent = message;
}

/** Says what went wrong; the text stays as it is. */
function fail(message: string, again?: () => void): void {
  say("");
  setProgress(undefined);
  const [line, retry] = [problem.querySelector("p")!, problem.querySelector("button")!];
  line.textContent = message;
  retry.hidden = !again;
  retry.onclick = () => {
    problem.hidden = true;
    again?.();
  };
  problem.hidden = false;
}

// The model

async function start(): Promise<void> {
  say("Loading the model…");
  const { model, modelSize } = document.body.dataset;
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  try {
    await reader.load(model!, (received) => {
      // A server that compresses does not say how much there will be; the build does.
      setProgress(received / Number(modelSize));
      say(`Loading the model: ${megabytes(received)} of ${megabytes(Number(modelSize))} MB`);
    });
    // What opens files comes along now: later nothing is asked for.
    await Promise.all([import("@mozilla/readability"), import("marked")]);
  } catch (error) {
    fail(`The model could not be loaded (${messageOf(error)}). The text is kept.`, () => void start());
    return;
  }
  setProgress(undefined);
  await read();
  void offline();
}

// Reading

/** Reads the text as it is now; a reading that is under way is given up. */
async function read(): Promise<void> {
  if (!reader.isReady) return;
  const whole = text;
  const fresh = annotation === undefined;
  const begun = performance.now();
  say("Reading…");
  try {
    const found = await reader.read(whole, (paragraph, progress) => {
      setProgress(progress);
      // A short text is read before one could want to stop it.
      if (performance.now() - begun > WAIT) stop.hidden = false;
      // A text that was edited keeps its marks until all is read: they would flicker.
      if (fresh) article.paragraph(whole, paragraph, view);
    });
    if (!found) return;
    annotation = found.annotation;
    readTo = found.end;
    problem.hidden = true;
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    const { entities, statements } = annotation;
    say(
      !whole.trim()
        ? ""
        : found.end < whole.length
          ? `Stopped: the first ${Math.round((found.end / whole.length) * 100)} % are read`
          : `${count(entities.length, "name and number", "names and numbers")}, ${count(statements.length, "statement")}, read in ${seconds} s`,
    );
    byId("on").hidden = found.end === whole.length;
    showAll();
    keep();
  } catch (error) {
    fail(`The text could not be read (${messageOf(error)}). It is kept.`, () => void read());
  }
  setProgress(undefined);
  stop.hidden = true;
}

stop.addEventListener("click", () => {
  stop.hidden = true;
  reader.stop();
});
byId("on").addEventListener("click", () => {
  byId("on").hidden = true;
  void read();
});

/** Shows everything that is known about the text. */
function showAll(): void {
  card.hide();
  spotlight.off();
  shown = annotation && sure(annotation, settings.least);
  if (shown) {
    // Shares are of what was read.
    panel.show(text.slice(0, readTo), shown);
    legend.show(shown);
  } else {
    // What was said of another text says nothing of this one.
    panel.clear();
    legend.clear();
  }
  article.show(text, shown, view);
}

/** Shows the marks anew: others are wanted than before. */
function paint(): void {
  card.hide();
  spotlight.off();
  article.show(text, shown, view);
}

/** What is at least as sure as the reader wants it. */
function sure(whole: Annotation, least: number): Annotation {
  const enough = ({ confidence }: { confidence: number }): boolean => confidence >= least;
  return { ...whole, entities: whole.entities.filter(enough), statements: whole.statements.filter(enough) };
}

/** What is marked now: this is what can be taken along. */
function marked(): Annotation | undefined {
  return shown && {
    ...shown,
    entities: shown.entities.filter(({ label }) => !off.has(label)),
    statements: shown.statements.filter(({ kind }, index) => !off.has(kind) && view.wants(index)),
  };
}

/** Takes another article. */
function setText(value: string): void {
  clearTimeout(timer);
  reader.giveUp();
  problem.hidden = true;
  byId("on").hidden = true;
  editor.value = value;
  // As the field has it: line ends are made one.
  text = editor.value;
  annotation = undefined;
  samples.press(text);
  forgetLink();
  showAll();
  editor.close();
  scrollTo({ top: 0 });
  void read();
}

/** The reader changed the text. */
function edited(value: string): void {
  const before = text;
  readTo += value.length - before.length;
  text = value;
  // The offsets of a reading that is under way are those of a text that is gone.
  reader.giveUp();
  clearTimeout(timer);
  samples.press(text);
  forgetLink();
  annotation &&= carry(annotation, before, text);
  shown &&= carry(shown, before, text);
  article.show(text, shown, view);
  timer = setTimeout(() => void read(), PAUSE);
}

// Settings

const slider = byId<HTMLInputElement>("least");
const showLeast = (): void => {
  byId("least-value").textContent = settings.least ? `${Math.round(settings.least * 100)} %` : "all";
  slider.setAttribute("aria-valuetext", settings.least ? `at least ${Math.round(settings.least * 100)} % sure` : "all");
};
slider.value = String(settings.least * 100);
showLeast();
slider.addEventListener("input", () => {
  set({ least: Number(slider.value) / 100 });
  showLeast();
  showAll();
});

const labels = byId<HTMLInputElement>("labels");
labels.checked = settings.labels;
const showLabels = (): void => void article.element.classList.toggle("labelled", settings.labels);
showLabels();
labels.addEventListener("change", () => {
  set({ labels: labels.checked });
  showLabels();
});

const keeping = byId<HTMLInputElement>("keep");
keeping.checked = settings.keep;
function keep(): void {
  const kept = keepText(text);
  byId("keep-note").textContent = settings.keep && !kept ? "This browser does not let the page keep it." : "";
}
keeping.addEventListener("change", () => {
  set({ keep: keeping.checked });
  keep();
});

// Links

/** A link whose text is shown no more would bring it back at the next visit. */
function forgetLink(): void {
  if (linked !== undefined && linked !== text) {
    linked = undefined;
    history.replaceState(null, "", location.pathname + location.search);
  }
}

/** The text that the page's link brought. */
let linked: string | undefined;

async function openLink(): Promise<boolean> {
  try {
    const found = await textOf(location.hash);
    if (found === undefined) return false;
    setText(found);
    linked = text;
    return true;
  } catch (error) {
    fail(`The text in the link could not be opened (${messageOf(error)}).`);
    return false;
  }
}
addEventListener("hashchange", () => void openLink());

// Paper

addEventListener("beforeprint", () => panel.unfold());

theme();
placePopovers();
pointing({ article, card, spotlight, current: () => ({ text, annotation: shown }), pickedBy });
new TakeAlong(() => ({ text, annotation: marked() }));
intake((value) => {
  setText(value);
  article.element.focus({ preventScroll: true });
}, fail);
byId("write").addEventListener("click", () => {
  if (samples.has(text)) setText("");
  editor.open({ select: true });
  scrollTo({ top: 0 });
});
if (!(await openLink())) setText(keptText() ?? samples.first);
void start();
