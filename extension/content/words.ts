/** What class names, roles and a few set phrases tell about a part of a page: the outlets' habits, in one place. */

import { attributeOf, nameOf } from "../../js/dom/nodes.js";

/** Roles of what is not the article. */
export const ROLES = new Set(
  ["navigation", "complementary", "banner", "contentinfo", "dialog", "alertdialog", "alert", "menu", "menubar", "toolbar", "search", "tablist", "doc-pullquote",
    "doc-toc", "progressbar"],
);

/** Elements that are not the article. */
export const TAGS = new Set(["nav", "aside", "footer", "dialog", "menu", "search", "label", "fieldset"]);

/** Boxes in and around an article: whatever has one of these words in its name is none of it. */
const BOXES = phrases(`ad ads advert adverts advertisement advertising adslot dfp gpt sponsor sponsored sponsorship promo promotion promoted outbrain taboola
  share shares sharing sharebar social follow-us newsletter newsletters subscribe subscription signup sign-up
  related relatedposts recirc recirculation recommended recommendations read-more more-on more-from more-stories also-read see-also read-next most-read most-popular popular trending
  teasers teaser-list comment comments disqus replies cookie cookies consent gdpr breadcrumb breadcrumbs nav navbar navigation menu toolbar pagination pager masthead
  site-header site-footer skip-link skiplink popup modal author-bio author-box author-card author-info about-author about-the-author tags tag-list taglist
  topics toc table-of-contents audio-player print-only print-footer feedback donate donation poll polls quiz video-player videoplayer vjs widget widgets`);

/** What stands about an article: who wrote it, when, under which rubric, and who took the picture. Within a paragraph these are its words. */
const META = phrases(`byline bylines author authors writer dateline timestamp time date pubdate pub-date published publication-date updated last-updated modified
  kicker eyebrow overline rubric section-label section-name category reading-time read-time reporting-credit contributors tagline`);

const CREDIT = phrases("credit credits copyright photographer photo-credit image-credit attribution source image-source media-source");

const DECK = phrases("deck dek standfirst subtitle subhead subheading subheadline sub-headline summary lede lead intro excerpt strapline article-description");

const HEADLINE = phrases("headline article-title entry-title post-title story-title page-title article-headline article-heading");

const QUOTE = phrases("pullquote pull-quote pull quote blockquote quotebox quote-box");

function phrases(words: string): RegExp {
  const all = words.split(/\s+/).map((word) => word.replaceAll("-", " "));
  return new RegExp(` (?:${all.join("|")}) `, "u");
}

/** `ShareBar` is two words; a name that a build step made up, such as `hAdXyz`, is none. */
const parted = (name: string): string => (/\p{L}\p{Ll}{3}/u.test(name) ? name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ") : name);

/** The words of an element's names, each between spaces: `ShareBar__top2` is ` share bar top `. A letter between digits is part of a number. */
function namesOf(element: Element): string {
  const name = nameOf(element);
  const own = [name.includes("-") ? name : "", ...["class", "id", "data-component", "data-testid", "itemprop", "aria-label"].map((key) => attributeOf(element, key))];
  const words = own.join(" ").slice(0, 400).split(/[^\p{L}\p{N}]+/u).map((word) => parted(word).replace(/(\p{L})\d+$/u, "$1"));
  return ` ${words.join(" ").toLowerCase()} `;
}

export type Habit = "box" | "meta" | "credit" | "deck" | "headline" | "quote";
const HABITS: [Habit, RegExp][] = [["box", BOXES], ["meta", META], ["credit", CREDIT], ["deck", DECK], ["headline", HEADLINE], ["quote", QUOTE]];

/** What an element's names say that it is. */
export function habitsOf(element: Element): Set<Habit> {
  const names = namesOf(element);
  return new Set(names.trim() ? HABITS.filter(([, pattern]) => pattern.test(names)).map(([habit]) => habit) : []);
}

/** The longest text that may be a set phrase. */
export const PHRASE = 160;

/** Set phrases that stand by themselves between paragraphs. Those about other articles count only as links. */
const ALONE =
  /^(?:advertisements?|sponsored(?: content)?|paid (?:post|content)|ad|share(?: this(?: article| story| entry)?)?|related(?: articles?| stories| topics| content)?|most read|recommended(?: for you)?|loading\W*|(?:story|article|advert) continues below.*|continue reading.*|sign up (?:for|to) .*|subscribe (?:to|now|for) .*|all rights reserved\W*|reporting from [^.!?]{2,60}|(?:©|copyright\b|\(c\) ).*|(?:photo|photograph|picture|image|video|graphic|illustration)s?(?: by| credit)?:.*|\(?(?:additional )?(?:reporting|writing|editing|photography)(?: and (?:writing|editing))? by .*)$/iu;
const LINKED = /^(?:read (?:more|also|next)|also read|see also|more (?:on|from)|related|watch|listen|back to|from the archive)\b/iu;
const BYLINE = /^(?:[Bb]y|BY|(?:Words|Story|Text) by|From)\s+\p{Lu}[^.!?:“”"]{2,90}$/u;
const DATE = /^(?:(?:first |last )?(?:published|updated|posted|modified)\b.{0,80}\d|\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,4})?$)/iu;

/** Whether a short text that stands alone is no sentence of the article. `link`: whether it is one, or most of it is. */
export function isPhrase(text: string, link: boolean): boolean {
  return ALONE.test(text) || BYLINE.test(text) || DATE.test(text) || (link && LINKED.test(text));
}
