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
