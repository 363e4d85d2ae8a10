/** A country by its ISO 3166-1 code, with its name in the language of a page. */
export interface NamedCountry {
  readonly code: string;
  readonly name: string;
}

/** Returns the name of a country in a language; its code where it has none. */
export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    // Addresses of earlier versions may have any text.
    return code;
  }
}

/** Returns countries with their names in a language, sorted by them. */
export function namedCountries(codes: readonly string[], locale: string): readonly NamedCountry[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}
