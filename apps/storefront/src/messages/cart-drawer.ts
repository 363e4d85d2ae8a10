import type { AreaTexts } from '../i18n/text-types.ts';
import { cartDrawerEn } from './cart-drawer.en.ts';
import { cartDrawerEs } from './cart-drawer.es.ts';

/** Texts of the drawer with the cart, and of what the checkout shows of a cart. */
export const cartDrawerTexts = { es: cartDrawerEs, en: cartDrawerEn } satisfies AreaTexts;
