import type { AreaTexts } from '../i18n/text-types.ts';
import { cartEn } from './cart.en.ts';
import { cartEs } from './cart.es.ts';
import { refusalsEn } from './refusals.en.ts';
import { refusalsEs } from './refusals.es.ts';

/** Texts of the cart. */
export const cartTexts = {
  es: { ...cartEs, ...refusalsEs },
  en: { ...cartEn, ...refusalsEn },
} satisfies AreaTexts;
