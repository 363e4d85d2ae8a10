import { LOCALES, type Locale } from './locales.ts';

const COOKIE = 'locale';

/** Returns the language that a visitor chose before, by the header `cookie`. */
export function chosenLocale(cookies: string | null): Locale | undefined {
  const pairs = (cookies ?? '').split(';').map((pair) => pair.trim().split('='));
  const value = pairs.find(([name]) => name === COOKIE)?.[1];
  return LOCALES.find((locale) => locale === value);
}

/** Returns the cookie that keeps a choice for a year. */
export function localeCookie(locale: Locale): string {
  return `${COOKIE}=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

/** Returns the first of our languages that the header `accept-language` names, by its weights. */
export function acceptedLocale(acceptLanguage: string | null): Locale | undefined {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
    return { language: tag.split('-')[0], weight: weight ? Number(weight.trim().slice(2)) : 1 };
  });
  wanted.sort((one, other) => other.weight - one.weight);
  for (const { language, weight } of wanted) {
    const known = LOCALES.find((locale) => locale === language);
    if (known && weight > 0) return known;
  }
  return undefined;
}
