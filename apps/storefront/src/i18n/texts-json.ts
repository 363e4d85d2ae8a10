import type { Locale } from './locales.ts';
import type { AreaTexts } from './text-types.ts';

const written = new WeakMap<AreaTexts, Map<Locale, string>>();

/** Returns the texts of an area in a language as JSON, which is made once. */
export function toTextsJson(texts: AreaTexts, locale: Locale): string {
  const known = written.get(texts) ?? new Map<Locale, string>();
  written.set(texts, known);
  const json = known.get(locale) ?? JSON.stringify(texts[locale]);
  known.set(locale, json);
  return json;
}
