export interface CountryOption {
  readonly code: string;
  readonly name: string;
}

/** Returns the name of a country in a language. */
export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
  } catch {
    // A stored address may have a text that is no code.
    return code;
  }
}

/** Returns countries with their names in a language, sorted by them. */
export function namedCountries(codes: readonly string[], locale: string): CountryOption[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}
