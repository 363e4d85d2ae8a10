import type { AreaTexts } from '../i18n/text-types.ts';
import { failuresTexts } from './failures.ts';
import { ordersEn } from './orders.en.ts';
import { ordersEs } from './orders.es.ts';
import { pricesTexts } from './prices.ts';

/** Texts of the pages of orders. */
export const ordersTexts = {
  es: { ...failuresTexts.es, ...pricesTexts.es, ...ordersEs },
  en: { ...failuresTexts.en, ...pricesTexts.en, ...ordersEn },
} satisfies AreaTexts;
