/** Color schemes that a visitor can choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const COOKIE = 'theme';

/** Returns the scheme that the header `cookie` names. */
export function themeOf(cookies: string | null): Theme {
  const value = /(?:^|;\s*)theme=(\w+)/.exec(cookies ?? '')?.[1];
  return THEMES.find((theme) => theme === value) ?? 'system';
}

/** Returns the cookie that keeps a choice for a year; `system` removes it. */
export function themeCookie(theme: Theme): string {
  const age = theme === 'system' ? 0 : 31_536_000;
  return `${COOKIE}=${theme}; Path=/; Max-Age=${age}; SameSite=Lax`;
}
