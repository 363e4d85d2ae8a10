import { type MiddlewareFunction, redirect } from 'react-router';
import { localeOfPath, localizePath, PREFIXED_LOCALES } from './locales.ts';
import { acceptedLocale, chosenLocale, localeCookie } from './preferred-locale.ts';

/**
 * Remembers the language of the pages that a visitor reads, for `preferLocale`. Visitors who only
 * read pages in the default language get no cookie.
 */
export const keepLocale: MiddlewareFunction<Response> = async ({ request, url }, next) => {
  const response = await next();
  const chosen = chosenLocale(request.headers.get('cookie'));
  const locale = localeOfPath(url.pathname);
  const isNews = chosen === undefined ? PREFIXED_LOCALES.includes(locale) : chosen !== locale;
  if (isNews) response.headers.append('set-cookie', localeCookie(locale));
  return response;
};

/**
 * Leads to the page in the visitor's language: the one of the last page, or the browser's. For pages
 * that emails link to, whose links have no language, and that no search engine lists. Browsers keep
 * the link's fragment.
 */
export const preferLocale: MiddlewareFunction<Response> = async ({ request, url }, next) => {
  const { headers, method } = request;
  // A visitor who comes from one of our pages has its language.
  const isFromOurPage = headers.get('sec-fetch-site') === 'same-origin';
  const isUnprefixed = !PREFIXED_LOCALES.includes(localeOfPath(url.pathname));
  const preferred =
    chosenLocale(headers.get('cookie')) ?? acceptedLocale(headers.get('accept-language'));
  if (
    method === 'GET' &&
    !isFromOurPage &&
    isUnprefixed &&
    preferred &&
    PREFIXED_LOCALES.includes(preferred)
  ) {
    throw redirect(localizePath(`${url.pathname}${url.search}`, preferred), {
      headers: { vary: 'cookie, accept-language' },
    });
  }
  return next();
};
