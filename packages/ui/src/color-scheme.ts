/** The choice of a visitor; `system` follows the operating system. */
export type ColorScheme = 'light' | 'dark' | 'system';

const COOKIE = 'theme';
const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Reads the choice from a `Cookie` header or `document.cookie`. */
export function readColorScheme(cookies: string | null | undefined): ColorScheme {
  const value = /(?:^|;\s*)theme=([^;]*)/.exec(cookies ?? '')?.[1];
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Returns the attribute of `<html>` that shows a choice: `<html {...colorSchemeAttributes(scheme)}>`. */
export function colorSchemeAttributes(scheme: ColorScheme): {
  readonly 'data-theme'?: 'light' | 'dark';
} {
  return scheme === 'system' ? {} : { 'data-theme': scheme };
}

/** Shows a choice at once and keeps it in the cookie `theme`, which a server can render. */
export function applyColorScheme(scheme: ColorScheme): void {
  const isKept = scheme !== 'system';
  if (isKept) document.documentElement.dataset.theme = scheme;
  else delete document.documentElement.dataset.theme;
  const parts = [
    `${COOKIE}=${isKept ? scheme : ''}`,
    'Path=/',
    `Max-Age=${isKept ? ONE_YEAR_SECONDS : 0}`,
    'SameSite=Lax',
    ...(location.protocol === 'https:' ? ['Secure'] : []),
  ];
  // biome-ignore lint/suspicious/noDocumentCookie: Safari lacks the Cookie Store API before 18.4.
  document.cookie = parts.join('; ');
}
