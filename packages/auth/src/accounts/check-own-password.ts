import { ShopError } from '@trastienda/shop-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, getOwnAccount } from '../base/active-account.ts';

/**
 * Returns the signed-in account after checking its password.
 *
 * @throws {ShopError} PASSWORD_INCORRECT when the password does not match.
 * @throws {ShopError} SESSION_ENDED when the account is no longer active.
 */
export async function checkOwnPassword(
  { database: { accounts }, hasher }: AuthDeps,
  accountId: string,
  password: string,
): Promise<ActiveAccount> {
  const account = await getOwnAccount(accounts, accountId);
  const { isCorrect } = await hasher.verify(account.passwordHash, password);
  if (!isCorrect) throw new ShopError('PASSWORD_INCORRECT');
  return account;
}
