import { ShopError } from '@trastienda/shop-contract';
import type { AccountState, AccountStore } from '@trastienda/shop-db';

/**
 * Ensures that another owner who can sign in remains; an owner without a password does not count.
 * Call it inside the transaction that removes the account from the owners, before it does so. It
 * locks all owners, so that two owners who remove each other at the same time cannot both succeed.
 *
 * @throws {ShopError} ACCOUNT_LAST_OWNER when no other owner can sign in.
 */
export async function requireAnotherOwner(
  accounts: AccountStore,
  account: AccountState,
): Promise<void> {
  const canSignIn = account.disabledAt === null && account.passwordHash !== null;
  if (account.role !== 'owner' || !canSignIn) return;
  if ((await accounts.lockOwners()) < 2) throw new ShopError('ACCOUNT_LAST_OWNER');
}
