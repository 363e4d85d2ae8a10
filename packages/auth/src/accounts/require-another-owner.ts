import { ShopError } from '@trastienda/contract';
import type { AccountState, AccountStore } from '@trastienda/db';

/**
 * There must be an owner who can sign in: one who was never given a password is none. To be called in the transaction that takes the account out of the owners, before it does. Locks
 * the owners, so that two who take each other out at once cannot both succeed.
 * `ACCOUNT_LAST_OWNER`.
 */
export async function requireAnotherOwner(
  accounts: AccountStore,
  account: AccountState,
): Promise<void> {
  const canSignIn = account.disabledAt === null && account.passwordHash !== null;
  if (account.role !== 'owner' || !canSignIn) return;
  if ((await accounts.lockOwners()) < 2) throw new ShopError('ACCOUNT_LAST_OWNER');
}
