/** What a visitor can choose; `system` follows the operating system. */
export const COLOR_SCHEMES = ['system', 'light', 'dark'] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

const COOKIE = 'theme';
const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Returns the choice that a form or a storage has; `system` for anything else. */
export function parseColorScheme(value: unknown): ColorScheme {
  return COLOR_SCHEMES.find((scheme) => scheme === value) ?? 'system';
}

/** Reads the choice from a `Cookie` header or `document.cookie`. */
export function readColorScheme(cookies: string | null | undefined): ColorScheme {
  return parseColorScheme(/(?:^|;\s*)theme=([^;]*)/.exec(cookies ?? '')?.[1]);
}

/** Returns the cookie that keeps a choice for a year; `system` removes it. */
export function colorSchemeCookie(
  scheme: ColorScheme,
  { isSecure }: { isSecure: boolean },
): string {
  const isKept = scheme !== 'system';
  return [
    `${COOKIE}=${isKept ? scheme : ''}`,
    'Path=/',
    `Max-Age=${isKept ? ONE_YEAR_SECONDS : 0}`,
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ');
}

/** Returns the attribute of `<html>` that shows a choice: `<html {...colorSchemeAttributes(scheme)}>`. */
export function colorSchemeAttributes(scheme: ColorScheme): {
  readonly 'data-theme'?: 'light' | 'dark';
} {
  return scheme === 'system' ? {} : { 'data-theme': scheme };
}
