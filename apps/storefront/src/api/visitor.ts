import type { StoreClient } from '@trastienda/shop-client';

const SESSION_COOKIE = /(?:^|;\s*)(?:__Host-)?trastienda=/;
const GUEST_COOKIE = /(?:^|;\s*)(?:__Host-)?trastienda-guest=/;

/** What the header shows of a visitor. */
export interface Visitor {
  readonly account: { readonly email: string; readonly name: string | null } | null;
  readonly cartCount: number;
}

/** Returns whether the visitor is signed in or has a cart, by the header `cookie`. */
export function isKnownVisitor(cookies: string | null): boolean {
  return SESSION_COOKIE.test(cookies ?? '') || GUEST_COOKIE.test(cookies ?? '');
}

const UNKNOWN_VISITOR: Visitor = { account: null, cartCount: 0 };

/**
 * Returns what the header shows of the visitor. Asks the API only about cookies that there are: most
 * visitors of the catalog have none, and their pages cost no call.
 */
export async function readVisitor(api: StoreClient, cookies: string | null): Promise<Visitor> {
  if (!isKnownVisitor(cookies)) return UNKNOWN_VISITOR;
  const hasSession = SESSION_COOKIE.test(cookies ?? '');
  // A session may have ended, and a failure of the header must not take the page along.
  const [account, cart] = await Promise.allSettled([
    hasSession ? api.account.get.query() : null,
    api.cart.get.query(),
  ]);
  return {
    account:
      account.status === 'fulfilled' && account.value
        ? { email: account.value.email, name: account.value.name }
        : null,
    cartCount:
      cart.status === 'fulfilled'
        ? cart.value.lines.reduce((sum, { quantity }) => sum + quantity, 0)
        : 0,
  };
}
