/** Returns the name of a country; its code where it has none. */
export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;
  } catch {
    // Addresses of earlier versions may have any text.
    return code;
  }
}
