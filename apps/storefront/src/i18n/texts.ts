import type { Messages } from 'use-intl';
import type { accountEs } from '../messages/account.es.ts';
import type { addressesEs } from '../messages/addresses.es.ts';
import type { authEs } from '../messages/auth.es.ts';
import type { cartEs } from '../messages/cart.es.ts';
import type { cartDrawerEs } from '../messages/cart-drawer.es.ts';
import type { catalogEs } from '../messages/catalog.es.ts';
import type { checkoutEs } from '../messages/checkout.es.ts';
import type { contactEs } from '../messages/contact.es.ts';
import type { failuresEs } from '../messages/failures.es.ts';
import type { formsEs } from '../messages/forms.es.ts';
import type { newsletterEs } from '../messages/newsletter.es.ts';
import type { ordersEs } from '../messages/orders.es.ts';
import type { pricesEs } from '../messages/prices.es.ts';
import type { refusalsEs } from '../messages/refusals.es.ts';
import type { shellEs } from '../messages/shell.es.ts';
import type { Locale } from './locales.ts';
import type { AreaTexts } from './text-types.ts';

/** Keys and placeholders that `useTranslations` knows: each area adds its texts. */
type AllTexts = typeof accountEs &
  typeof addressesEs &
  typeof authEs &
  typeof cartDrawerEs &
  typeof cartEs &
  typeof catalogEs &
  typeof checkoutEs &
  typeof contactEs &
  typeof failuresEs &
  typeof formsEs &
  typeof newsletterEs &
  typeof ordersEs &
  typeof pricesEs &
  typeof refusalsEs &
  typeof shellEs;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: AllTexts;
  }
}

/**
 * Returns the texts of an area as `use-intl` has their type. That type has all areas, with the texts of
 * one language; a page has some areas, in its language, with the same keys.
 */
export function messagesOf(texts: AreaTexts, locale: Locale): Messages {
  return texts[locale] as unknown as Messages;
}

/** Returns texts from the JSON in which a loader sends them. */
export function parseTexts(json: string): Messages {
  // Written by `toTextsJson` on the server of this build.
  const texts: Messages = JSON.parse(json);
  return texts;
}
