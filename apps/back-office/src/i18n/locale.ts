import { createStored } from '../browser/stored.ts';

export const LOCALES = ['es', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const isLocale = (value: unknown): value is Locale => LOCALES.some((each) => each === value);

/** The first language of the browser that the pages have; Spanish where there is none. */
function browserLocale(): Locale {
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages;
  return languages.map((tag) => tag.slice(0, 2)).find(isLocale) ?? 'es';
}

/** Language of the pages in this browser. */
export const locale = createStored('locale', (value) =>
  isLocale(value) ? value : browserLocale(),
);
