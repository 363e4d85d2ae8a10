import type { AreaTexts } from '../i18n/text-types.ts';
import { addressesTexts } from './addresses.ts';
import { cartDrawerTexts } from './cart-drawer.ts';
import { checkoutEn } from './checkout.en.ts';
import { checkoutEs } from './checkout.es.ts';
import { failuresTexts } from './failures.ts';
import { pricesTexts } from './prices.ts';

/** Texts of the checkout, and of what it shares with the cart and with orders. */
export const checkoutTexts = {
  es: {
    ...{ ...addressesTexts.es, ...cartDrawerTexts.es, ...failuresTexts.es, ...pricesTexts.es },
    ...checkoutEs,
  },
  en: {
    ...{ ...addressesTexts.en, ...cartDrawerTexts.en, ...failuresTexts.en, ...pricesTexts.en },
    ...checkoutEn,
  },
} satisfies AreaTexts;
