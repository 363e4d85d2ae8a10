import { createStored } from '../browser/stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Theme of the pages in this browser. */
export const theme = createStored<Theme>(
  'theme',
  (value) => THEMES.find((each) => each === value) ?? 'system',
);
