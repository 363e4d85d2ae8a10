import type { AuthDeps } from '../auth-deps.ts';
import type { AccountState } from '../collections/index.ts';
import { revokeAccess } from './revoke-access.ts';

/**
 * Removes all credentials of an account in the caller's transaction, which must hold the account's
 * lock. A stranger may know them, or may have started a change of them.
 */
export async function voidCredentials(deps: AuthDeps, { id }: AccountState): Promise<void> {
  const { accounts } = deps.database;
  await accounts.setPassword(id, null);
  await accounts.removeTotp(id);
  await accounts.dropEmailChange(id);
  await revokeAccess(deps, id);
}
