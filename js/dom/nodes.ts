/**
 * What elements are and hold, whatever the page calls its form fields: a form hands out its fields as properties of its own, so that `form.childNodes`
 * may be an `<input name=childNodes>`. By type, not by class: nodes of another frame have other classes.
 */

type Getter<T> = (this: Node) => T;

/** The getters that forms cannot hide. Made when they are needed: Node.js has no nodes. */
let own:
  | {
      nodeType: Getter<number>;
      firstChild: Getter<Node | null>;
      nextSibling: Getter<Node | null>;
      parentElement: Getter<Element | null>;
      textContent: Getter<string | null>;
      localName: Getter<string>;
      shadowRoot: Getter<ShadowRoot | null>;
      ownerDocument: Getter<Document>;
    }
  | undefined;

function getters(): NonNullable<typeof own> {
  const get = (prototype: object, name: string): never => Object.getOwnPropertyDescriptor(prototype, name)!.get as never;
  return (own ??= {
    nodeType: get(Node.prototype, "nodeType"),
    firstChild: get(Node.prototype, "firstChild"),
    nextSibling: get(Node.prototype, "nextSibling"),
    parentElement: get(Node.prototype, "parentElement"),
    textContent: get(Node.prototype, "textContent"),
    ownerDocument: get(Node.prototype, "ownerDocument"),
    localName: get(Element.prototype, "localName"),
    shadowRoot: get(Element.prototype, "shadowRoot"),
  });
}

const typeOf = (node: Node): number => getters().nodeType.call(node);

export const isElement = (node: Node): node is Element => typeOf(node) === 1;
export const isText = (node: Node): node is Text => {
  const type = typeOf(node);
  return type === 3 || type === 4;
};

/** The element's name, in lower case. */
export const nameOf = (element: Element): string => getters().localName.call(element);

export const hasAttribute = (element: Element, name: string): boolean => Element.prototype.hasAttribute.call(element, name);

export const attributeOf = (element: Element, name: string): string => Element.prototype.getAttribute.call(element, name) ?? "";

export const shadowOf = (element: Element): ShadowRoot | null => getters().shadowRoot.call(element);

export const viewOf = (node: Node): (Window & typeof globalThis) | null => getters().ownerDocument.call(node).defaultView;

export const parentOf = (node: Node): Element | null => getters().parentElement.call(node);

export const rootOf = (node: Node): Node => Node.prototype.getRootNode.call(node);

export const textIn = (node: Node): string => getters().textContent.call(node) ?? "";

export const contains = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner);

/** The nearest element around this one, or this one, that a selector fits. */
export const closest = (element: Element, selector: string): Element | null => Element.prototype.closest.call(element, selector);

/** The nodes that are shown in an element, one by one: to list the children of a very long one would take its time. */
export function* childrenOf(element: Element): Generator<Node, undefined> {
  const name = nameOf(element);
  const assigned = name === "slot" ? ((element as HTMLSlotElement).assignedNodes?.() ?? []) : [];
  const isClosed = name === "details" && !hasAttribute(element, "open");
  const { firstChild, nextSibling } = getters();
  if (assigned.length) return void (yield* assigned);
  for (let child = firstChild.call(shadowOf(element) ?? element); child; child = nextSibling.call(child)) {
    if (!isClosed) yield child;
    else if (isElement(child) && nameOf(child) === "summary") return void (yield child);
  }
}
