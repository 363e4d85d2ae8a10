import type { SessionAccount, SessionAttributes } from '@trastienda/shop-db';
import type { Lucia } from 'lucia';

type AccountAttributes = SessionAccount['attributes'];

/** Lucia with the attributes of this shop's sessions and accounts. */
export type ShopLucia = Lucia<SessionAttributes, AccountAttributes>;

declare module 'lucia' {
  interface Register {
    Lucia: ShopLucia;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: AccountAttributes;
  }
}
