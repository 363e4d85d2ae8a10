/**
 * Returns the country that a visitor probably ships to: the one of the first language of the header
 * `accept-language` that names a country (`es-ES`), if the shop ships there; else the shop's first.
 */
export function likelyCountry(acceptLanguage: string | null, countries: readonly string[]): string {
  const tags = (acceptLanguage ?? '').split(',').map((part) => part.trim().split(';')[0] ?? '');
  const named = tags.map((tag) => /-([A-Z]{2})$/i.exec(tag)?.[1]?.toUpperCase());
  const known = named.find((country) => country !== undefined && countries.includes(country));
  return known ?? (countries.includes('ES') ? 'ES' : (countries[0] ?? ''));
}
