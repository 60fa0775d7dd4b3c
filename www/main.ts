/** The page: a text comes in, is read in a worker, and is shown with its marks. */

import { load, type Annotation, type Newsmark } from "../js/newsmark.js";
import { Article, carry, statementsOf } from "./article.js";
import { Card } from "./card.js";
import { button, byId, count } from "./dom.js";
import { Legend } from "./legend.js";
import { offline } from "./offline.js";
import { samples } from "./samples.js";
import { theme } from "./theme.js";
import { Voices } from "./voices.js";

/** Milliseconds without a key before a text that is being typed is read. */
const PAUSE = 250;

/** A file beyond this is hardly an article; the page would take minutes. */
const LARGEST_FILE = 5_000_000;

const field = byId<HTMLTextAreaElement>("text");
const sheet = byId("sheet");
const editButton = byId<HTMLButtonElement>("edit");
const status = byId("status");
const bar = byId<HTMLProgressElement>("progress");
const problem = byId("problem");

const article = new Article(byId("article"));
const legend = new Legend(byId("legend"), article.element);
const card = new Card(byId("card"));
const voices = new Voices(byId("speakers"), byId("summary"), (statements) => pick(statements));

let text = "";
/** What is known about `text`; behind while a changed text is read. */
let annotation: Annotation | undefined;
let newsmark: Newsmark | undefined;
let reading: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function setProgress(share: number | undefined): void {
  bar.hidden = share === undefined;
  bar.value = share ?? 0;
}

/** Says what went wrong; the text stays as it is. */
function fail(message: string, again?: () => void): void {
  status.textContent = "";
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// The model

async function start(): Promise<void> {
  status.textContent = "Loading the model…";
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  try {
    const { model, modelSize } = document.body.dataset;
    newsmark = await load({
      model: model!,
      onProgress(received) {
        // A server that compresses does not say how much there will be; the build does.
        setProgress(received / Number(modelSize));
        status.textContent = `Loading the model: ${megabytes(received)} of ${megabytes(Number(modelSize))} MB`;
      },
    });
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
  if (!newsmark) return;
  reading?.abort();
  const own = (reading = new AbortController());
  const whole = text;
  const fresh = annotation === undefined;
  const begun = performance.now();
  const stale = (): boolean => own.signal.aborted || whole !== text;
  status.textContent = "Reading…";
  try {
    const found = await newsmark.annotate(whole, {
      signal: own.signal,
      onParagraph(paragraph, progress) {
        if (stale()) return;
        setProgress(progress);
        // A text that was edited keeps its marks until all is read: they would flicker.
        if (fresh) article.paragraph(paragraph);
      },
    });
    if (stale()) return;
    annotation = found;
    problem.hidden = true;
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    status.textContent = whole.trim()
      ? `${count(found.entities.length, "name and number", "names and numbers")}, ${count(found.statements.length, "statement")}, read in ${seconds} s`
      : "";
    showAll();
  } catch (error) {
    if (!own.signal.aborted) fail(`The text could not be read (${messageOf(error)}). It is kept.`, () => void read());
  } finally {
    if (reading === own) setProgress(undefined);
  }
}

function showAll(): void {
  card.hide();
  article.light(new Set());
  article.show(text, annotation);
  if (!annotation) {
    // What was said of another text says nothing of this one.
    legend.clear();
    voices.clear();
    return;
  }
  legend.show(annotation);
  voices.show(text, annotation);
}

/** Takes another article. */
function setText(value: string): void {
  field.value = value;
  // As the field has it: line ends are made one.
  text = field.value;
  field.setSelectionRange(0, 0);
  annotation = undefined;
  giveUp();
  showAll();
  setEditing(false);
  scrollTo({ top: 0 });
  void read();
}

/** Ends a reading: its offsets are those of a text that is gone. */
function giveUp(): void {
  clearTimeout(timer);
  reading?.abort();
}

// Writing

const isEditing = (): boolean => !field.hidden;

function setEditing(on: boolean): void {
  field.hidden = !on;
  sheet.classList.toggle("editing", on);
  article.element.toggleAttribute("inert", on);
  editButton.textContent = on ? "Done" : "Edit text";
  card.hide();
  if (on) {
    pick([]);
    field.focus();
  }
}

/** Whether the paste that is coming in replaces the whole text. */
let replacing = false;

field.addEventListener("paste", () => {
  replacing = field.selectionStart === 0 && field.selectionEnd === field.value.length;
});

field.addEventListener("input", (event) => {
  const before = text;
  text = field.value;
  giveUp();
  samplesPressed(undefined);
  // A paste that brings no text is followed by no input of its kind.
  const whole = replacing && (event as InputEvent).inputType === "insertFromPaste";
  replacing = false;
  if (whole) {
    annotation = undefined;
    showAll();
    setEditing(false);
    article.element.focus({ preventScroll: true });
    scrollTo({ top: 0 });
    void read();
    return;
  }
  annotation &&= carry(annotation, before, text);
  article.show(text, annotation);
  timer = setTimeout(() => void read(), PAUSE);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") finish();
});

function finish(): void {
  setEditing(false);
  editButton.focus();
}

editButton.addEventListener("click", () => (isEditing() ? finish() : setEditing(true)));

byId("write").addEventListener("click", () => {
  const untouched = samples.some((sample) => sample.text === text);
  if (untouched) {
    setText("");
    samplesPressed(undefined);
  }
  setEditing(true);
  field.select();
  scrollTo({ top: 0 });
});

// A paste outside of the field is a new article too.
document.addEventListener("paste", (event) => {
  const pasted = event.clipboardData?.getData("text/plain");
  if (event.target === field || !pasted) return;
  event.preventDefault();
  samplesPressed(undefined);
  setText(pasted);
});

// Files

const input = byId<HTMLInputElement>("file");
byId("open").addEventListener("click", () => input.click());
input.addEventListener("change", () => {
  const file = input.files?.[0];
  if (file) void take(file);
  input.value = "";
});

async function take(file: File): Promise<void> {
  if (file.size > LARGEST_FILE) return fail(`“${file.name}” is larger than ${LARGEST_FILE / 1e6} MB: too long for an article.`);
  try {
    const content = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    if (content.includes("\0")) throw new TypeError();
    problem.hidden = true;
    samplesPressed(undefined);
    setText(content);
  } catch (error) {
    const why = error instanceof TypeError ? "is no text in UTF-8; save it as plain text first" : `could not be read (${messageOf(error)})`;
    fail(`“${file.name}” ${why}.`);
  }
}

const drop = byId("drop");
const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
addEventListener("dragover", (event) => {
  if (!hasFile(event)) return;
  event.preventDefault();
  drop.hidden = false;
});
addEventListener("dragleave", (event) => {
  // Only when the pointer leaves the window: elements inside of it send this too.
  if (event.relatedTarget === null) drop.hidden = true;
});
addEventListener("drop", (event) => {
  if (!hasFile(event)) return;
  event.preventDefault();
  drop.hidden = true;
  const file = event.dataTransfer?.files[0];
  if (file) void take(file);
});

// Samples

const sampleButtons = samples.map((sample) => {
  const element = button("", () => {
    setText(sample.text);
    samplesPressed(element);
  }, sample.title);
  return element;
});
byId("samples").append(...sampleButtons);

function samplesPressed(pressed: HTMLElement | undefined): void {
  sampleButtons.forEach((element) => element.setAttribute("aria-pressed", String(element === pressed)));
}

// Pointing at marks

/** Lights statements and goes to the first; the same again puts the light out. */
function pick(statements: number[]): void {
  const same = statements.length === article.lights.size && statements.every((statement) => article.lights.has(statement));
  const lit = new Set(same ? [] : statements);
  article.light(lit);
  voices.light(lit);
  const first = statements[0];
  if (first !== undefined && !same) article.reveal(first);
}

const markAt = (event: Event): HTMLElement | null => (event.target as Element | null)?.closest<HTMLElement>("mark") ?? null;

function point(mark: HTMLElement | null): void {
  if (mark && annotation) card.show(mark, text, annotation);
  else card.hide();
  article.hint(mark && annotation ? statementsOf(mark).at(-1) : undefined);
}

article.element.addEventListener("pointerover", (event) => point(markAt(event)));
article.element.addEventListener("pointerleave", () => point(null));
article.element.addEventListener("focusin", (event) => point(markAt(event)));
article.element.addEventListener("focusout", () => point(null));

article.element.addEventListener("click", (event) => {
  const mark = markAt(event);
  if (!mark) return pick([]);
  // Who selects words does not mean the statement.
  if (getSelection()?.isCollapsed) pickMark(mark);
});

function pickMark(mark: HTMLElement): void {
  const innermost = statementsOf(mark).at(-1);
  // While a text is read, its marks count the statements of their paragraph only.
  if (innermost === undefined || !annotation) return;
  const same = article.lights.size === 1 && article.lights.has(innermost);
  const lit = new Set(same ? [] : [innermost]);
  article.light(lit);
  voices.light(lit);
}

article.element.addEventListener("keydown", (event) => {
  const mark = markAt(event);
  if (!mark) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pickMark(mark);
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const marks = article.marks;
  const next = marks[marks.indexOf(mark) + step];
  if (!next) return;
  mark.removeAttribute("tabindex");
  next.tabIndex = 0;
  next.focus();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || isEditing()) return;
  point(null);
  pick([]);
});

theme();
setText(samples[0]!.text);
samplesPressed(sampleButtons[0]);
void start();
