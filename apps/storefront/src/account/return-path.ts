import { type Locale, localeOfPath, localizePath, withoutLocale } from '../i18n/locales.ts';
import { localPath } from '../shell/local-path.ts';

/** Why a visitor is led to the sign-in. */
export type SignInNotice = 'ended' | 'required' | 'reset' | 'verified' | 'deleted';

/** Pages that are no place to go back to after a sign-in. */
const ENTRANCES: readonly string[] = ['/sign-in', '/sign-up', '/sign-out', '/forgot-password'];

/** Returns the address of the sign-in that leads back to this page. */
export function signInPath({ pathname, search }: URL, notice: SignInNotice): string {
  const query = new URLSearchParams({ return: pathname + search, notice });
  return localizePath(`/sign-in?${query}`, localeOfPath(pathname));
}

/**
 * Returns where to go after a sign-in: the page that the address names in `return`, if it is one of
 * this site, else the account.
 */
export function returnPath({ searchParams }: URL, locale: Locale): string {
  const wanted = searchParams.get('return');
  const path = localPath(wanted);
  const isPage =
    wanted?.startsWith('/') && !ENTRANCES.includes(withoutLocale(path).split('?')[0] ?? '');
  return isPage && (path !== '/' || wanted === '/') ? path : localizePath('/account', locale);
}
