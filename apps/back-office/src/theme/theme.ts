import { parseColorScheme } from '@trastienda/ui/color-scheme';
import { createStored } from '../browser/stored.ts';

/** Color scheme of the pages in this browser: no server renders them, so it is in no cookie. */
export const theme = createStored('theme', parseColorScheme);
