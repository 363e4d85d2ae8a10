import { createContext, useContext, useEffect, useRef } from 'react';

/** A key, or keys one after the other, that do something. */
export interface Shortcut {
  /** As of `KeyboardEvent.key`: `?`, `g o`. */
  readonly keys: string;
  readonly label: string;
  /** Where the help lists it. */
  readonly group: 'general' | 'goTo' | 'page';
  readonly run: () => void;
}

/** The shortcuts that work now. */
export interface ShortcutList {
  /** Adds a shortcut and returns what removes it. */
  add(shortcut: Shortcut): () => void;
  all(): readonly Shortcut[];
}

export function createShortcutList(): ShortcutList {
  let shortcuts: readonly Shortcut[] = [];
  return {
    add(shortcut) {
      shortcuts = [...shortcuts, shortcut];
      return () => {
        shortcuts = shortcuts.filter((each) => each !== shortcut);
      };
    },
    all: () => shortcuts,
  };
}

export const ShortcutContext = createContext<ShortcutList | null>(null);

/**
 * Makes a key do something while the component is there. The help lists it.
 *
 * @example
 * useShortcut({ keys: 'n', label: t('products.create'), group: 'page', run: create });
 */
export function useShortcut({ keys, label, group, run }: Shortcut): void {
  const list = useContext(ShortcutContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(
    () => list?.add({ keys, label, group, run: () => latest.current() }),
    [list, keys, label, group],
  );
}
