/** What the page's HTML holds. */

/** The element with this id. */
export function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page lacks #${id}`);
  return found as T;
}

/** What went wrong, in the words of whoever threw it. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens a popover below the button that it belongs to. */
export function placePopovers(): void {
  for (const popover of document.querySelectorAll<HTMLElement>("[popover]")) {
    const opener = document.querySelector<HTMLElement>(`[popovertarget="${popover.id}"]`);
    popover.addEventListener("toggle", () => {
      const open = popover.matches(":popover-open");
      opener?.setAttribute("aria-expanded", String(open));
      if (!open || !opener) return;
      const at = opener.getBoundingClientRect();
      const own = popover.getBoundingClientRect();
      const [width, height] = [document.documentElement.clientWidth, innerHeight];
      popover.style.left = `${Math.max(8, Math.min(at.left, width - own.width - 8))}px`;
      popover.style.top = `${Math.max(8, Math.min(at.bottom + 6, height - own.height - 8))}px`;
    });
  }
}
