/** The keys that open the command palette, as the keyboard of the machine has them. */
export const PALETTE_KEYS =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
    ? '⌘ K'
    : 'Ctrl K';
