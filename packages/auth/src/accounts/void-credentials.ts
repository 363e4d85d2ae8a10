import type { AccountState } from '@trastienda/db';
import type { AuthDeps } from '../auth-deps.ts';
import { revokeAccess } from './revoke-access.ts';

/**
 * Takes away all that lets anybody in, in the transaction of its caller, who has locked the account:
 * what is known of it, and what was begun by it, may be a stranger's.
 */
export async function voidCredentials(deps: AuthDeps, { id }: AccountState): Promise<void> {
  const { accounts } = deps.database;
  await accounts.setPassword(id, null);
  await accounts.removeTotp(id);
  await accounts.dropEmailChange(id);
  await revokeAccess(deps, id);
}
