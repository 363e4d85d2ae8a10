import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import type { AccountState } from '../collections/index.ts';

/**
 * Ensures that another owner who can sign in remains; an owner without a password does not count.
 * Call it inside the transaction that removes the account from the owners, before it does so. It
 * locks all owners, so that two owners who remove each other at the same time cannot both succeed.
 *
 * @throws {AuthError} ACCOUNT_LAST_OWNER when no other owner can sign in.
 */
export async function requireAnotherOwner(
  { database: { accounts }, roles: { ownerRole } }: Pick<AuthDeps, 'database' | 'roles'>,
  account: AccountState,
): Promise<void> {
  const canSignIn = account.disabledAt === null && account.passwordHash !== null;
  if (account.role !== ownerRole || !canSignIn) return;
  if ((await accounts.lockByRole(ownerRole)) < 2) {
    throw new AuthError('ACCOUNT_LAST_OWNER', { details: { role: ownerRole } });
  }
}
