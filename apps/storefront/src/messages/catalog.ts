import type { AreaTexts } from '../i18n/texts.ts';
import { catalogEn } from './catalog.en.ts';
import { catalogEs } from './catalog.es.ts';

/** Texts of the home page, the list and product pages. */
export const catalogTexts = { es: catalogEs, en: catalogEn } satisfies AreaTexts;
