import type { AreaTexts } from '../i18n/text-types.ts';
import { shellEn } from './shell.en.ts';
import { shellEs } from './shell.es.ts';

/** Texts of header, footer and error pages, which every page has. */
export const shellTexts = { es: shellEs, en: shellEn } satisfies AreaTexts;
