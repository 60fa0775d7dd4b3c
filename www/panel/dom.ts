/** Small helpers for elements. */

/** Makes an element; text goes in as text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Makes a button that does something. */
export function button(className: string, onclick: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const element = make("button", className, ...children);
  element.type = "button";
  element.addEventListener("click", onclick);
  return element;
}

/** Text for screen readers only. */
export const unseen = (text: string): HTMLElement => make("span", "unseen", text);

/** An element of SVG. */
export function svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** `1 statement`, `2 statements`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Something that is there is never said to be 0 %. */
export function percent(share: number): string {
  return share > 0 && share < 0.005 ? "< 1 %" : `${Math.round(share * 100)} %`;
}
