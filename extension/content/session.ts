/** A page while newsmark is on: find the article, read it, paint it, follow it; and `end`, after which all is as it was. */

import { readingOf, type TextMap } from "../../js/dom/text.js";
import { contains, shadowOf } from "../../js/dom/nodes.js";
import type { Annotation } from "../../js/types.js";
import type { TabState, ToPanel } from "../messages.js";
import type { Settings } from "../settings.js";
import { shownOf, type Wishes } from "../shown.js";
import { articleIn, type Article } from "./article.js";
import { Engine } from "./engine.js";
import { Following, type Change } from "./following.js";
import { Painting } from "./painting.js";
import { cardSheet, highlightSheet, isDarkAt, paletteOf } from "./palette.js";
import { reveal, type Marked, type View } from "./places.js";
import { Pointing } from "./pointing.js";
import { rootOf, spanOf } from "./selection.js";
import { isReadable } from "./skeleton.js";
import { inSlices } from "./slices.js";

/** Characters that are read of a page; a book is longer, an article is not. */
export const LIMIT = 300_000;

const NOTHING = "No article was found on this page. Select its text and choose “Highlight selection with newsmark” from the menu.";
const CUT = `This page is very long: only its first ${LIMIT.toLocaleString("en")} characters are read.`;

/** The text of the page as it was read last. */
interface Read {
  text: string;
  map: TextMap;
  cut: boolean;
  shadows: ShadowRoot[];
  trees: Set<Node>;
}

type ArticleToPanel = Extract<ToPanel, { type: "article" }>;

export interface Listener {
  state: (state: TabState) => void;
  panel: (message: ToPanel) => void;
  /** Asks whether the extension is gone; then everything is taken back. */
  leaves: () => boolean;
}

export class Session {
  private readonly ending = new AbortController();
  private readonly engine: Engine;
  private readonly painting = new Painting();
  private readonly following: Following;
  private readonly pointing: Pointing;
  private articles: Article[] = [];
  /** The text that the page shows. */
  private read: Read | undefined;
  /** The text whose annotation is painted: an earlier one, until the new one is read. */
  private known: { read: Read; annotation: Annotation } | undefined;
  private view: View | undefined;
  private hidden: ReadonlySet<number> = new Set();
  private lit: { statements: number[]; referent: number | null } = { statements: [], referent: null };
  private reading: AbortController | undefined;
  private painter: AbortController | undefined;
  private isDark = false;
  /** The article that the listener was sent last. */
  private sent: ArticleToPanel | undefined;
  state: TabState = { state: "reading", statements: 0 };

  /** `range`: what the reader has selected, if that is to be read. */
  constructor(
    private settings: Settings,
    private readonly range: Range | undefined,
    private readonly listener: Listener,
  ) {
    this.engine = new Engine(() => this.listener.leaves());
    this.pointing = new Pointing({
      // Asked upon whatever the reader does on the page.
      view: () => (this.listener.leaves() ? undefined : this.view),
      cardStyle: () => cardSheet(paletteOf(this.settings, this.isDark)),
      pick: (marked) => this.clicked(marked),
      isLit: () => !this.listener.leaves() && this.isLit,
    });
    this.following = new Following((change) => this.follow(change), (node) => this.pointing.card.owns(node));
  }

  async begin(): Promise<void> {
    this.say({ state: "reading", statements: 0 });
    this.following.watch([], []);
    await this.following.begin();
  }

  /** Takes everything back. */
  end(): void {
    this.ending.abort();
    this.reading?.abort();
    this.painter?.abort();
    this.following.end();
    this.pointing.end();
    this.painting.clear();
    this.engine.close();
    this.articles = [];
    this.read = this.known = this.view = this.sent = undefined;
  }

  /** The article as the panel gets it. */
  get article(): ArticleToPanel {
    const { text } = this.known?.read ?? this.read ?? { text: "" };
    return { type: "article", title: text.split("\n", 1)[0] || document.title, text, annotation: this.known?.annotation ?? null, state: this.state };
  }

  get lights(): ToPanel {
    return { type: "lit", statements: this.lit.statements };
  }

  setSettings(settings: Settings): void {
    this.settings = settings;
    void this.guarded(() => this.paint());
  }

  /** Statements that are not painted for now. */
  filter(hidden: readonly number[]): void {
    const wanted = new Set(hidden);
    // Otherwise a panel that answers each message with its filter would be answered for ever.
    if (wanted.size === this.hidden.size && hidden.every((index) => this.hidden.has(index))) return;
    this.hidden = wanted;
    void this.guarded(() => this.paint());
  }

  /** Lights statements and scrolls to the first; the same again puts the light out. */
  pick(statements: number[], referent: number | null, scroll = true): void {
    if (!this.view) return;
    const { annotation, map } = this.view;
    const known = statements.filter((index) => annotation.statements[index]);
    const same = this.isLit && known.join() === this.lit.statements.join() && referent === this.lit.referent;
    this.lit = same ? { statements: [], referent: null } : { statements: known, referent };
    this.painting.light(map, annotation, this.lit.statements, this.lit.referent);
    this.listener.panel(this.lights);
    const first = annotation.statements[known[0] ?? -1]?.cue ?? annotation.entities.find((entity) => entity.referent === referent);
    if (scroll && this.isLit && first) reveal(this.view, first, true);
  }

  private get isLit(): boolean {
    return this.lit.statements.length > 0 || this.lit.referent !== null;
  }

  private get wishes(): Wishes {
    return { settings: this.settings, hidden: this.hidden };
  }

  private clicked(marked: Marked | undefined): void {
    const index = marked?.statements.at(-1);
    if (index !== undefined) this.pick([index], null, false);
    else if (this.isLit) this.pick(this.lit.statements, this.lit.referent, false);
  }

  private say(state: TabState): void {
    this.state = state;
    this.listener.state(state);
    const { article, sent } = this;
    // A long article is not copied for a count that has changed.
    const isKnown = sent && article.title === sent.title && article.text === sent.text && article.annotation === sent.annotation;
    this.sent = article;
    this.listener.panel(isKnown ? { type: "state", state } : article);
  }

  /** Does something; what goes wrong is said, unless it was given up. */
  private async guarded(does: () => Promise<void>): Promise<void> {
    try {
      await does();
    } catch (error) {
      if (this.ending.signal.aborted || (error as Error | null)?.name === "AbortError") return;
      this.say({ state: "failed", statements: 0, message: error instanceof Error ? error.message : String(error) });
    }
  }

  private follow({ moved, added }: Change): Promise<void> {
    return this.guarded(async () => {
      const gone = this.articles.some(({ roots }) => roots.some((root) => !root.isConnected));
      if (!this.articles.length || gone || (moved && !this.range)) return this.find();
      if (!this.range) for (const element of added) await this.further(element);
      await this.readPage();
    });
  }

  /** Finds the article anew. */
  private async find(): Promise<void> {
    if (this.range) this.articles = this.range.startContainer.isConnected ? [{ roots: [rootOf(this.range)], skip: () => () => false }] : [];
    else this.articles = await this.articlesIn(document.body);
    if (this.articles.length) return this.readPage();
    this.nothing();
  }

  /** There is nothing to read, for now. */
  private nothing(): void {
    this.reading?.abort();
    this.forget();
    this.read = undefined;
    this.following.watch([], []);
    // Not at every change of a page that has nothing.
    if (this.state.message !== NOTHING) this.say({ state: "failed", statements: 0, message: NOTHING });
  }

  /** Takes all marks away. */
  private forget(): void {
    this.painter?.abort();
    this.painting.clear();
    this.known = this.view = undefined;
    this.hidden = new Set();
    this.lit = { statements: [], referent: null };
  }

  /** Takes in an article that has come beside the one there is, as with infinite scroll. */
  private async further(element: Element): Promise<void> {
    const known = this.articles.flatMap(({ roots }) => roots);
    if (known.some((root) => contains(root, element) || contains(element, root))) return;
    const isBeside = this.articles[0]?.skip(() => {})(element) ?? true;
    if (!isBeside) this.articles.push(...(await this.articlesIn(element)));
  }

  private async articlesIn(element: Element): Promise<Article[]> {
    const article = await inSlices(articleIn(element, document.title), this.ending.signal);
    return article ? [article] : [];
  }

  /** Reads the text that the page shows. If it is the one that is known, only the places are new. */
  private async readPage(): Promise<void> {
    const read = await this.textOfPage();
    if (!read) return this.nothing();
    const { text } = read;
    const same = text === this.read?.text;
    const roots = this.articles.flatMap(({ roots }) => roots);
    this.read = read;
    this.following.watch(roots, read.trees);
    for (const tree of [document, ...read.trees]) if (tree.nodeType === 9) this.pointing.listen(tree as Document);
    this.look(read);
    // Changed, and changed back.
    if (text === this.known?.read.text) {
      this.reading?.abort();
      this.reading = undefined;
      this.known.read = read;
      return this.paint();
    }
    if (same && this.reading) return;
    // Not awaited: what changes meanwhile is followed all the same.
    void this.guarded(() => this.annotate(read));
  }

  /** Nothing where what the reader selected has gone: the rest was not asked for. */
  private async textOfPage(): Promise<Read | undefined> {
    const shadows = new Set<ShadowRoot>();
    const seen = (element: Element): void => {
      const shadow = shadowOf(element);
      if (shadow) shadows.add(shadow);
    };
    let skip: (element: Element) => boolean = () => false;
    const { articles } = this;
    // Asked for one by one: what is left out of an article depends on where in it the reading is.
    function* roots(): Generator<Element> {
      for (const article of articles) {
        skip = article.skip(seen);
        for (const root of article.roots) {
          seen(root);
          yield root;
        }
      }
    }
    const options = { prose: true, frame: isReadable, limit: LIMIT, skip: (element: Element) => skip(element) };
    const whole = await inSlices(readingOf(roots(), options), this.ending.signal);
    const span = this.range && spanOf(this.range, whole.map);
    if (this.range && !span) return undefined;
    const found = span ? { text: whole.text.slice(span.start, span.end), map: whole.map.slice(span), cut: whole.cut } : whole;
    const trees = new Set<Node>(shadows);
    for (const node of found.map.nodes()) trees.add(node.getRootNode());
    return { ...found, shadows: [...shadows], trees };
  }

  /** Light or dark, as the page is where its text stands. */
  private look({ text, map }: Read): void {
    const middle = Math.floor(text.length / 2);
    const element = (map.parts({ start: middle, end: middle + 2 })[0] ?? map.parts({ start: 0, end: text.length })[0])?.node.parentElement;
    this.isDark = element ? isDarkAt(element) : false;
    this.painting.css = highlightSheet(paletteOf(this.settings, this.isDark));
  }

  private async annotate(read: Read): Promise<void> {
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    const isFirst = !this.known;
    this.say({ state: "reading", statements: this.state.statements, ...(read.cut && { message: CUT }) });
    try {
      const annotation = await this.engine.read(read.text, AbortSignal.any([reading.signal, this.ending.signal]), {
        onParagraph: (paragraph, progress) => {
          if (reading.signal.aborted) return;
          // Of an article that was painted before, the old marks stay until the new ones are there.
          if (isFirst) this.painting.paragraph((this.read?.text === read.text ? this.read : read).map, paragraph, this.wishes);
          this.listener.panel({ type: "progress", progress });
        },
      });
      // The panel's filter and the light are of statements that are no more.
      this.hidden = new Set();
      this.lit = { statements: [], referent: null };
      this.painting.dark();
      this.known = { read: this.read?.text === read.text ? this.read : read, annotation };
    } catch (error) {
      // Marks of a text that is no more would be taken for those of the one that could not be read.
      if (!reading.signal.aborted && !this.ending.signal.aborted) this.forget();
      throw error;
    } finally {
      if (this.reading === reading) this.reading = undefined;
    }
    await this.paint();
  }

  /** Paints what is known where it stands now. */
  private async paint(): Promise<void> {
    const { known, wishes } = this;
    if (!known) return;
    const { read, annotation } = known;
    this.look(read);
    const shown = shownOf(annotation, wishes);
    this.view = { text: read.text, map: read.map, annotation, shown, shadows: read.shadows };
    this.painter?.abort();
    const painter = (this.painter = new AbortController());
    await this.painting.whole(read.map, annotation, wishes, AbortSignal.any([painter.signal, this.ending.signal]));
    if (this.isLit) this.painting.light(read.map, annotation, this.lit.statements, this.lit.referent);
    this.say({ state: this.reading ? "reading" : "on", statements: shown.statements.size, ...(read.cut && { message: CUT }) });
  }
}
