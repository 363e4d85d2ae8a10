import { readColorScheme } from '@trastienda/ui/color-scheme';
import { createContext } from 'react-router';
import { chosenLocale } from '../i18n/preferred-locale.ts';
import { isKnownVisitor } from './visitor.ts';

/** What a loader says about a page: whether it is the same for all visitors that nothing is known of. */
export interface Sharing {
  /** Set by the loaders of pages that show nothing but the catalog. */
  isShared: boolean;
  /** Set when a part is missing or has failed: the next visitor may get it. */
  isIncomplete: boolean;
}

export const sharingContext = createContext<Sharing>({ isShared: false, isIncomplete: false });

/**
 * Returns a key that two requests have in common when their visitors get the same page, if it is a shared
 * one; null for a visitor who is signed in or has a cart, and for a change.
 */
export function sharingKeyOf({ method, url, headers }: Request): string | null {
  const cookies = headers.get('cookie');
  if (method !== 'GET' || isKnownVisitor(cookies)) return null;
  const { pathname, search } = new URL(url);
  return [readColorScheme(cookies), chosenLocale(cookies), pathname + search].join(' ');
}
