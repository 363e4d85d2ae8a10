/** Result of a key: the shortcut is complete, has begun, or is none. */
export type KeyMatch<Shortcut> =
  | { readonly kind: 'complete'; readonly shortcut: Shortcut }
  | { readonly kind: 'begun'; readonly keys: string }
  | { readonly kind: 'none' };

/**
 * Matches a key, after those that were pressed before it, with shortcuts such as `g o` and `?`. A key
 * that does not continue what has begun starts over.
 */
export function matchKeys<Shortcut extends { readonly keys: string }>(
  shortcuts: readonly Shortcut[],
  before: string,
  key: string,
): KeyMatch<Shortcut> {
  for (const keys of before === '' ? [key] : [`${before} ${key}`, key]) {
    const shortcut = shortcuts.findLast((each) => each.keys === keys);
    if (shortcut !== undefined) return { kind: 'complete', shortcut };
    if (shortcuts.some((each) => each.keys.startsWith(`${keys} `))) return { kind: 'begun', keys };
  }
  return { kind: 'none' };
}
