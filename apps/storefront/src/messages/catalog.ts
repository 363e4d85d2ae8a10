import type { AreaTexts } from '../i18n/text-types.ts';
import { catalogEn } from './catalog.en.ts';
import { catalogEs } from './catalog.es.ts';
import { refusalsEn } from './refusals.en.ts';
import { refusalsEs } from './refusals.es.ts';

/** Texts of the home page, the list and product pages, which can refuse what is added to the cart. */
export const catalogTexts = {
  es: { ...catalogEs, ...refusalsEs },
  en: { ...catalogEn, ...refusalsEn },
} satisfies AreaTexts;
