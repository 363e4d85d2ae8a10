import { LOCALES, type Locale } from '../i18n/locale.ts';

/** Returns the language of a document: the one in the address, or the customer's, or the page's. */
export function languageOf(
  params: URLSearchParams,
  ofCustomer: Locale | null,
  ofPage: Locale,
): Locale {
  return LOCALES.find((each) => each === params.get('language')) ?? ofCustomer ?? ofPage;
}
