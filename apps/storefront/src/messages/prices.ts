import type { AreaTexts } from '../i18n/text-types.ts';
import { pricesEn } from './prices.en.ts';
import { pricesEs } from './prices.es.ts';

/** Texts of the parts of a price, in a checkout and in an order. */
export const pricesTexts = { es: pricesEs, en: pricesEn } satisfies AreaTexts;
