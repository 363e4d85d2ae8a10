import { ShopError } from '@trastienda/contract';
import type { AccountState, AccountStore } from '@trastienda/db';

/** An account that may be used: it has an address and is neither disabled nor deleted. */
export interface ActiveAccount extends AccountState {
  readonly email: string;
}

/** The account if it may be used, else null. */
export function activeOrNull(account: AccountState | null): ActiveAccount | null {
  if (account === null || account.disabledAt !== null || account.deletedAt !== null) return null;
  return account.email === null ? null : { ...account, email: account.email };
}

/** Reads the account of somebody who is signed in. `SESSION_ENDED` when it is no longer active. */
export async function getOwnAccount(accounts: AccountStore, id: string): Promise<ActiveAccount> {
  const account = activeOrNull(await accounts.find(id));
  if (account === null) throw new ShopError('SESSION_ENDED');
  return account;
}

/** `getOwnAccount` for a transaction that changes the account, or decides upon what it reads of it. */
export async function lockOwnAccount(accounts: AccountStore, id: string): Promise<ActiveAccount> {
  const account = activeOrNull(await accounts.lock(id));
  if (account === null) throw new ShopError('SESSION_ENDED');
  return account;
}
