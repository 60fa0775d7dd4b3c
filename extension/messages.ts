/**
 * What the parts of the extension say to each other, and how each makes sure who speaks. Nothing of this is reachable for a page: there is neither
 * `externally_connectable` nor a web-accessible file, and nothing is sent through the page's window.
 *
 * Indices of statements and referents are those of the annotation that the content script sent, before the reader's settings leave any out.
 */

import type { Annotation, ParagraphAnnotation } from "../js/types.js";

// Content script and engine, over a port

/** The port of the content script to the engine: `chrome.runtime.connect({ name: READ })`, after `wake` was answered. */
export const READ = "read";

/** To the engine. Readings of one port may overlap; each has its id. */
export type ToEngine =
  | { type: "read"; id: number; text: string }
  /** Gives up a reading, which is then not answered any more. */
  | { type: "abort"; id: number };

/** From the engine. A reading ends with `done` or `failed`. */
export type FromEngine =
  | { type: "paragraph"; id: number; paragraph: ParagraphAnnotation; progress: number }
  | { type: "done"; id: number; annotation: Annotation }
  | { type: "failed"; id: number; message: string };

// Content script and background, as single messages

/** What the extension does in a tab. */
export interface TabState {
  state: "off" | "reading" | "on" | "failed";
  /** Statements that are painted. */
  statements: number;
  /** What the reader has to know: why it failed, or that only a part was read. */
  message?: string;
}

/** From a content script to the background. */
export type ToBackground =
  /** The engine is needed; answered with `true` as soon as it can be connected to, or with a message of what went wrong. */
  | { type: "wake" }
  /** The content script has just been injected; answered with whether it is to read at once: always on this site. */
  | { type: "ready" }
  | ({ type: "state" } & TabState);

/** From the background or the panel to the content script of a tab's top frame. Each is answered with the `TabState`. */
export type ToContent =
  /** Switches it on or off, or to the other without `on`. */
  | { type: "toggle"; on?: boolean }
  /** Reads what the reader has selected. */
  | { type: "selection" }
  | { type: "state?" };

// Panel and content script, over a port

/** The port of the panel to the content script: `chrome.tabs.connect(tabId, { name: PANEL, frameId: 0 })`. */
export const PANEL = "panel";

/** To the panel. The whole article is sent at the beginning and when its text, title or annotation has changed. */
export type ToPanel =
  | { type: "article"; title: string; text: string; annotation: Annotation | null; state: TabState }
  /** All else is as it was. */
  | { type: "state"; state: TabState }
  /** How far the reading has come, from 0 to 1. */
  | { type: "progress"; progress: number }
  /** Which statements are lit on the page. */
  | { type: "lit"; statements: number[] };

/** From the panel. */
export type FromPanel =
  /** Lights these statements and the mentions of the referent and scrolls to the first; the same again, or nothing, puts the light out. */
  | { type: "pick"; statements: number[]; referent: number | null }
  /** Statements that the panel's filter leaves out; they are not painted. */
  | { type: "filter"; hidden: number[] };

// Who speaks

/** Whether a message comes from this extension. */
export const isOurs = (sender: chrome.runtime.MessageSender | undefined): boolean => sender?.id === chrome.runtime.id;

/** Whether a message comes from a page or the background of this extension, and not from a content script, which shares its process with a page. */
export const isOurPage = (sender: chrome.runtime.MessageSender | undefined): boolean => isOurs(sender) && (sender?.url ?? "").startsWith(chrome.runtime.getURL(""));

/** Whether a message comes from our content script in the top frame of a tab. */
export const isOurContent = (sender: chrome.runtime.MessageSender | undefined): sender is chrome.runtime.MessageSender & { tab: { id: number } } =>
  isOurs(sender) && sender?.tab?.id !== undefined && sender.frameId === 0 && !isOurPage(sender);

// What has the right shape

type Shape = Record<string, (value: unknown) => boolean>;

const text = (value: unknown): boolean => typeof value === "string";
const number = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const indices = (value: unknown): boolean => Array.isArray(value) && value.every((index) => Number.isInteger(index) && index >= 0);
const oneOf =
  (...values: unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value);
const maybe =
  (test: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || test(value);

/** Makes a test for messages of some types. */
function shapes<T extends { type: string }>(all: Record<T["type"], Shape>): (value: unknown) => value is T {
  return (value): value is T => {
    if (typeof value !== "object" || value === null) return false;
    const message = value as Record<string, unknown>;
    if (typeof message.type !== "string" || !Object.hasOwn(all, message.type)) return false;
    return Object.entries(all[message.type as T["type"]]).every(([key, test]) => test(message[key]));
  };
}

const TAB_STATE: Shape = { state: oneOf("off", "reading", "on", "failed"), statements: number, message: maybe(text) };

export const isToEngine = shapes<ToEngine>({ read: { id: number, text }, abort: { id: number } });
export const isToBackground = shapes<ToBackground>({ wake: {}, ready: {}, state: TAB_STATE });
export const isToContent = shapes<ToContent>({ toggle: { on: maybe(oneOf(true, false)) }, selection: {}, "state?": {} });
export const isFromPanel = shapes<FromPanel>({
  pick: { statements: indices, referent: (value) => value === null || number(value) },
  filter: { hidden: indices },
});
