import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, getOwnAccount } from '../base/active-account.ts';

/**
 * Returns the signed-in account after checking its password.
 *
 * @throws {AuthError} PASSWORD_INCORRECT when the password does not match.
 * @throws {AuthError} SESSION_ENDED when the account is no longer active.
 */
export async function checkOwnPassword(
  { database: { accounts }, hasher }: AuthDeps,
  accountId: string,
  password: string,
): Promise<ActiveAccount> {
  const account = await getOwnAccount(accounts, accountId);
  const { isCorrect } = await hasher.verify(account.passwordHash, password);
  if (!isCorrect) throw new AuthError('PASSWORD_INCORRECT');
  return account;
}
