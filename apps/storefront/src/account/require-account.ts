import type { Account } from '@trastienda/shop-client';
import { createContext, type MiddlewareFunction, redirect } from 'react-router';
import { apiContext } from '../api/server.ts';
import { localeOfPath, localizePath } from '../i18n/locales.ts';
import { signInPath } from './return-path.ts';

/** The account that is signed in, below `requireAccount`. */
export const accountContext = createContext<Account>();

/**
 * Lets only signed-in visitors see the pages below; others sign in and come back. `page` is where to,
 * for addresses that are no pages.
 */
export function requireAccount(page?: string): MiddlewareFunction<Response> {
  return async ({ context, url }, next) => {
    const caller = await context.get(apiContext).auth.me.query();
    if ('account' in caller) {
      context.set(accountContext, caller.account);
      return next();
    }
    const hasEnded = caller.kind === 'visitor' && caller.hasEndedSession;
    const back =
      page === undefined ? url : new URL(localizePath(page, localeOfPath(url.pathname)), url);
    throw redirect(signInPath(back, hasEnded ? 'ended' : 'required'));
  };
}
