import { useEffect, useSyncExternalStore } from 'react';
import { useShellData } from '../shell/shell-data.ts';

/** The number that this page knows better than what the server rendered, and what it is newer than. */
let known: { readonly count: number; readonly than: unknown } | null = null;
let rendered: unknown;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sets the number of units in the cart, which the header shows until the server renders it again. */
export function setCartCount(count: number): void {
  known = { count, than: rendered };
  for (const listener of listeners) listener();
}

/** Returns the number of units in the cart. */
export function useCartCount(): number {
  const shell = useShellData();
  const current = useSyncExternalStore(
    subscribe,
    () => known,
    () => null,
  );
  useEffect(() => {
    rendered = shell;
  }, [shell]);
  return current !== null && current.than === shell ? current.count : (shell?.cartCount ?? 0);
}
