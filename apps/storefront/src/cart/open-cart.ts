import type { MouseEvent } from 'react';

/** What an event of this name asks the header for: the drawer with the cart. */
const OPEN = 'trastienda:open-cart';

/** Opens the drawer with the cart, as after adding a product. */
export function openCart(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Calls a listener when a part of the page wants the cart to be shown. */
export function onOpenCart(listener: () => void): () => void {
  window.addEventListener(OPEN, listener);
  return () => window.removeEventListener(OPEN, listener);
}

/** Returns whether a click opens a link in this window, and not in another one. */
export function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);
}

/** Opens the drawer in place of the page that a link to the cart leads to. */
export function openCartInstead(event: MouseEvent): void {
  if (!isPlainClick(event)) return;
  event.preventDefault();
  openCart();
}
