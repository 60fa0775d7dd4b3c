/** The page: a text comes in, is read in a worker, and is shown with its marks. */

import type { Annotation, ParagraphAnnotation } from "../js/newsmark.js";
import { Article, carry, type View } from "./article.js";
import { Card } from "./card.js";
import { Editor } from "./editor.js";
import { byId, messageOf, placePopovers } from "./element.js";
import { textOf } from "./fragment.js";
import { intake } from "./intake.js";
import { offline } from "./offline.js";
import { visible } from "./paint.js";
import { count } from "./panel/dom.js";
import { Legend } from "./panel/legend.js";
import { Panel } from "./panel/panel.js";
import { pointing } from "./pointing.js";
import { Reader } from "./reader.js";
import { Samples } from "./samples.js";
import { keepText, keptText, set, settings } from "./settings.js";
import { pickedBy, Spotlight } from "./spotlight.js";
import { TakeAlong, type Taken } from "./take.js";
import { theme } from "./theme.js";

/** Milliseconds without a key before a text that is being typed is read. */
const PAUSE = 250;

/** Milliseconds of reading after which one may want to stop it. */
const WAIT = 500;

const status = byId("status");
const bar = byId<HTMLProgressElement>("progress");
const problem = byId("problem");
const stop = byId<HTMLButtonElement>("stop");
const on = byId<HTMLButtonElement>("on");

const article = new Article(byId("article"));
const card = new Card(byId("card"), article);
const off = new Set(settings.off);
const view: View = { off, wants: (index) => !panel.filter.isOn || panel.filter.wants(inPanel(index)) };
const legend = new Legend(byId("legend"), off, () => {
  set({ off: [...off] });
  paint();
});
const panel = new Panel(byId("overview"), byId("panel"), (picked) => {
  const statements = picked.statements.map((index) => inArticle(index)).filter((index) => index >= 0);
  if (shown) spotlight.pick({ ...picked, statements }, shown);
}, () => paint());
const spotlight = new Spotlight(article, (statements) => panel.light(new Set([...statements].map(inPanel))));
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
/** Which of the panel's statements each of `shown` is; `undefined` while they are the same: an edit takes some away, and the panel waits until all is read. */
let origin: number[] | undefined;
/** What is known of a text that is read for the first time. */
let reported: ParagraphAnnotation[] = [];
/** Up to where it was read. */
let readTo = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The panel's index of one of the statements that are shown. */
const inPanel = (index: number): number => (origin ? (origin[index] ?? -1) : index);
/** The other way round; -1 for one that was edited away. */
const inArticle = (index: number): number => (origin ? origin.indexOf(index) : index);

// Telling

function setProgress(share: number | undefined): void {
  bar.hidden = share === undefined;
  bar.value = share ?? 0;
}

/** Screen readers say it again when it is written again. */
function say(message: string): void {
  if (status.textContent !== message) status.textContent = message;
}

/** What can go wrong: the model does not come, a text is not read, a file or link has no text. One does not end with the other. */
type Trouble = "model" | "reading" | "text";
const troubles = new Map<Trouble, { message: string; again?: () => void }>();

/** Says what went wrong; the text stays as it is. */
function fail(trouble: Trouble, message: string, again?: () => void): void {
  if (trouble !== "text") {
    say("");
    setProgress(undefined);
  }
  // What came last is said last.
  troubles.delete(trouble);
  troubles.set(trouble, { message, ...(again && { again }) });
  showTroubles();
}

/** They are over. */
function mend(...over: Trouble[]): void {
  over.forEach((trouble) => troubles.delete(trouble));
  showTroubles();
}

function showTroubles(): void {
  const all = [...troubles];
  const [line, retry] = [problem.querySelector("p")!, problem.querySelector("button")!];
  const message = all.map(([, trouble]) => trouble.message).join(" ");
  if (line.textContent !== message) line.textContent = message;
  const found = all.find(([, trouble]) => trouble.again);
  if (!found) retire(retry);
  else retry.hidden = false;
  retry.onclick = () => {
    if (!found) return;
    retire(retry);
    mend(found[0]);
    found[1].again?.();
  };
  problem.hidden = !all.length;
}

/** Hides a button; who was on it goes on at `next`, or in the article. */
function retire(button: HTMLElement, next?: HTMLElement): void {
  const focused = document.activeElement === button;
  button.hidden = true;
  if (focused) (next ?? (editor.isOpen ? byId("text") : article.element)).focus({ preventScroll: true });
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
    fail("model", `The model could not be loaded (${messageOf(error)}). The text is kept.`, () => void start());
    return;
  }
  setProgress(undefined);
  mend("model");
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
  reported = [];
  stop.ariaDisabled = null;
  say("Reading…");
  try {
    const found = await reader.read(whole, (paragraph, progress) => {
      setProgress(progress);
      // A short text is read before one could want to stop it.
      if (performance.now() - begun > WAIT) stop.hidden = false;
      // A text that was edited keeps its marks until all is read: they would flicker.
      if (!fresh) return;
      reported.push(paragraph);
      article.paragraph(whole, sure(paragraph, settings.least), view);
    });
    if (!found) return;
    annotation = found.annotation;
    readTo = found.end;
    reported = [];
    mend("reading");
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    const { entities, statements } = annotation;
    say(
      !whole.trim()
        ? ""
        : found.end < whole.length
          ? `Stopped: the first ${Math.round((found.end / whole.length) * 100)} % are read`
          : `${count(entities.length, "name and number", "names and numbers")}, ${count(statements.length, "statement")}, read in ${seconds} s`,
    );
    on.hidden = found.end === whole.length;
    showAll();
    keep();
  } catch (error) {
    fail("reading", `The text could not be read (${messageOf(error)}). It is kept.`, () => void read());
  }
  setProgress(undefined);
  retire(stop, on.hidden ? undefined : on);
}

stop.addEventListener("click", () => {
  // Once is enough.
  if (stop.ariaDisabled) return;
  stop.ariaDisabled = "true";
  reader.stop();
});
on.addEventListener("click", () => {
  retire(on);
  void read();
});

/** Shows everything that is known about the text. */
function showAll(): void {
  card.hide();
  spotlight.off();
  shown = annotation && sure(annotation, settings.least);
  origin = undefined;
  if (shown) {
    // Shares are of what was read.
    panel.show(text.slice(0, readTo), shown);
    legend.show(shown);
  } else {
    // What was said of another text says nothing of this one.
    panel.clear();
    legend.clear();
  }
  showArticle();
}

/** Shows the marks anew: others are wanted than before. */
function paint(): void {
  card.hide();
  spotlight.off();
  showArticle();
}

function showArticle(): void {
  article.show(text, shown, view);
  if (!shown) for (const paragraph of reported) article.paragraph(text, sure(paragraph, settings.least), view);
}

/** What is at least as sure as the reader wants it. */
function sure<T extends Pick<Annotation, "entities" | "statements">>(whole: T, least: number): T {
  const enough = ({ confidence }: { confidence: number }): boolean => confidence >= least;
  return { ...whole, entities: whole.entities.filter(enough), statements: whole.statements.filter(enough) };
}

/**
 * What is marked now: this is what can be taken along. `painted` has of every statement the parts that are marked, as the page shows it;
 * `annotation` whole statements, for where a source that is left out would mean that the text gives none.
 */
function marked(): Taken {
  if (!shown) return { text, annotation: undefined, painted: undefined };
  const entities = shown.entities.filter(({ label }) => !off.has(label));
  const wanted = shown.statements.filter((_, index) => view.wants(index));
  const whole = wanted.filter((statement) => !off.has(statement.kind) && visible(statement, off));
  return {
    text,
    annotation: { ...shown, entities, statements: whole },
    painted: { ...shown, entities, statements: wanted.flatMap((statement) => visible(statement, off) ?? []) },
  };
}

/** Takes another article. */
function setText(value: string, { fromLink = false } = {}): void {
  clearTimeout(timer);
  reader.giveUp();
  mend("reading", "text");
  retire(on);
  editor.value = value;
  // As the field has it: line ends are made one.
  text = editor.value;
  annotation = undefined;
  reported = [];
  if (fromLink) linked = text;
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
  mend("text");
  forgetLink();
  // What is lit and what the card tells is of the text as it was.
  card.hide();
  spotlight.off();
  reported = [];
  annotation &&= carry(annotation, before, text).annotation;
  if (shown) {
    const { annotation: carried, kept } = carry(shown, before, text);
    shown = carried;
    origin = kept.map(inPanel);
  }
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

/** Takes the link's text; `without`: what to do if there is none. */
async function openLink(without?: () => void): Promise<void> {
  try {
    const found = await textOf(location.hash);
    if (found === undefined) without?.();
    else setText(found, { fromLink: true });
  } catch (error) {
    without?.();
    fail("text", `The text in the link could not be opened (${messageOf(error)}).`);
  }
}
addEventListener("hashchange", () => void openLink());

// The way within the page leaves the address alone: it may hold a text.
for (const link of document.querySelectorAll<HTMLAnchorElement>(".skips a, .jump")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const wanted = byId(link.hash.slice(1));
    const target = wanted === article.element && editor.isOpen ? byId("text") : wanted;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  });
}

// Paper

addEventListener("beforeprint", () => {
  card.hide();
  panel.unfold();
  spotlight.pause();
});
addEventListener("afterprint", () => {
  panel.fold();
  spotlight.resume();
});

theme();
placePopovers();
pointing({ article, card, spotlight, current: () => ({ text, annotation: shown }), pickedBy });
new TakeAlong(marked);
intake((value) => {
  setText(value);
  article.element.focus({ preventScroll: true });
}, (message) => fail("text", message));
byId("write").addEventListener("click", () => {
  if (samples.has(text)) setText("");
  editor.open({ select: true });
  scrollTo({ top: 0 });
});
await openLink(() => setText(keptText() ?? samples.first));
void start();
