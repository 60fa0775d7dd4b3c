/** "Who says what": every speaker with their statements. */

import type { Annotation, Label, Statement } from "../js/newsmark.js";
import { button, count, make } from "./dom.js";
import { KINDS, speakerName } from "./names.js";

/** Statements of one speaker. */
interface Voice {
  name: string;
  /** `none`: the text gives no source. */
  sort: "named" | "unnamed" | "none";
  label: Label | undefined;
  /** Indices into the annotation's statements. */
  statements: number[];
}

/** The speakers: named ones first, then unnamed, then what has no source; who says more comes first. */
export function voices(text: string, annotation: Annotation): Voice[] {
  const found = new Map<string, Voice>();
  annotation.statements.forEach((statement, index) => {
    const name = speakerName(text, annotation, statement);
    const sort = statement.speaker !== null ? "named" : statement.source ? "unnamed" : "none";
    const key = `${sort} ${statement.speaker ?? name.toLowerCase()}`;
    const label = statement.speaker === null ? undefined : annotation.referents[statement.speaker]?.label;
    const voice = found.get(key) ?? { name, sort, label, statements: [] };
    voice.statements.push(index);
    found.set(key, voice);
  });
  const order = ["named", "unnamed", "none"];
  return [...found.values()].sort(
    (a, b) => order.indexOf(a.sort) - order.indexOf(b.sort) || b.statements.length - a.statements.length,
  );
}

/** `14 statements by 7 sources, 2 of them unnamed; 1 without a source.` */
export function summary(all: Voice[]): string {
  const statements = all.reduce((sum, voice) => sum + voice.statements.length, 0);
  if (!statements) return "No statements were found in this text.";
  const sources = all.filter((voice) => voice.sort !== "none");
  const unnamed = sources.filter((voice) => voice.sort === "unnamed").length;
  const sourceless = all.find((voice) => voice.sort === "none")?.statements.length ?? 0;
  return [
    count(statements, "statement"),
    sources.length ? ` by ${count(sources.length, "source")}` : "",
    unnamed ? `, ${unnamed} of them unnamed` : "",
    sourceless && sources.length ? `; ${sourceless} without a source` : "",
    ".",
  ].join("");
}

/** For each statement the innermost other one whose content it lies in. */
export function outer({ statements }: Annotation): (number | undefined)[] {
  const length = (statement: Statement): number => statement.content.reduce((sum, { start, end }) => sum + end - start, 0);
  return statements.map(({ cue }, inner) => {
    const around = statements.flatMap(({ content }, i) =>
      i !== inner && content.some(({ start, end }) => start <= cue.start && cue.end <= end) ? [i] : [],
    );
    return around.sort((a, b) => length(statements[a]!) - length(statements[b]!))[0];
  });
}

/** What a click asks for: these statements, beginning with the first. */
type OnPick = (statements: number[]) => void;

export class Voices {
  constructor(
    private readonly element: HTMLElement,
    private readonly title: HTMLElement,
    private readonly onPick: OnPick,
  ) {}

  show(text: string, annotation: Annotation): void {
    const all = voices(text, annotation);
    const around = outer(annotation);
    this.title.textContent = summary(all);
    this.element.replaceChildren(...all.map((voice) => this.voice(text, annotation, voice, around)));
  }

  /** Shows nothing, until an article is read. */
  clear(): void {
    this.title.textContent = "";
    this.element.replaceChildren();
  }

  /** Shows which statements are lit in the article. */
  light(lit: ReadonlySet<number>): void {
    for (const element of this.element.querySelectorAll<HTMLElement>("[data-statements]")) {
      const own = element.dataset.statements!.split(" ").map(Number);
      element.setAttribute("aria-pressed", String(lit.size > 0 && own.every((statement) => lit.has(statement))));
    }
  }

  private voice(text: string, annotation: Annotation, voice: Voice, around: (number | undefined)[]): HTMLElement {
    const dot = make("span", `dot nm-${voice.label ?? voice.sort}`);
    const heading = make("h3", "", this.picker("speaker", voice.statements, dot, make("span", "name", voice.name),
      make("span", "count", String(voice.statements.length), make("span", "unseen", voice.statements.length === 1 ? " statement" : " statements"))));
    const note = { named: "", unnamed: "unnamed source", none: "the text does not say who" }[voice.sort];
    const list = make("ol", "quotes", ...voice.statements.map((i) => make("li", "", this.quote(text, annotation, i, around[i]))));
    return make("section", `voice ${voice.sort}`, heading, ...(note ? [make("p", "note", note)] : []), list);
  }

  private quote(text: string, annotation: Annotation, index: number, within: number | undefined): HTMLElement {
    const statement = annotation.statements[index]!;
    const slice = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const outside = within === undefined ? undefined : annotation.statements[within];
    return this.picker(
      `quote ${statement.kind}`,
      [index],
      make("span", "what", statement.content.map(slice).join(" … ")),
      make("span", "how", make("span", "cue", slice(statement.cue)), ` · ${KINDS[statement.kind].toLowerCase()}`),
      ...(outside ? [make("span", "within", `inside what ${speakerName(text, annotation, outside)} says`)] : []),
    );
  }

  private picker(className: string, statements: number[], ...children: (Node | string)[]): HTMLButtonElement {
    const element = button(className, () => this.onPick(statements), ...children);
    element.dataset.statements = statements.join(" ");
    element.setAttribute("aria-pressed", "false");
    return element;
  }
}
