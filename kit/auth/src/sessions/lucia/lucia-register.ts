import type { Lucia } from 'lucia';
import type { SessionAccount, SessionAttributes } from '../../collections/index.ts';

type AccountAttributes = SessionAccount['attributes'];

/** Lucia with the attributes of the stored sessions and accounts. */
export type AuthLucia = Lucia<SessionAttributes, AccountAttributes>;

declare module 'lucia' {
  interface Register {
    Lucia: AuthLucia;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: AccountAttributes;
  }
}
