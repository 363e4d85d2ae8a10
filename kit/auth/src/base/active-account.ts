import { AuthError } from '@trastienda/auth-contract';
import type { AccountState, AccountStore } from '../collections/index.ts';

/** An active account: it has an address and is neither disabled nor deleted. */
export interface ActiveAccount extends AccountState {
  readonly email: string;
}

/** Returns the account if it is active, else null. */
export function activeOrNull(account: AccountState | null): ActiveAccount | null {
  if (account === null || account.disabledAt !== null || account.deletedAt !== null) return null;
  return account.email === null ? null : { ...account, email: account.email };
}

/**
 * Reads the account of the signed-in caller.
 *
 * @throws {AuthError} SESSION_ENDED when the account is no longer active.
 */
export async function getOwnAccount(accounts: AccountStore, id: string): Promise<ActiveAccount> {
  const account = activeOrNull(await accounts.find(id));
  if (account === null) throw new AuthError('SESSION_ENDED');
  return account;
}

/**
 * Locks and reads the caller's account, in a transaction that changes it or decides based on it.
 *
 * @throws {AuthError} SESSION_ENDED when the account is no longer active.
 */
export async function lockOwnAccount(accounts: AccountStore, id: string): Promise<ActiveAccount> {
  const account = activeOrNull(await accounts.lock(id));
  if (account === null) throw new AuthError('SESSION_ENDED');
  return account;
}
