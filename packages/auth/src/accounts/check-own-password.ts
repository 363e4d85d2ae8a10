import { ShopError } from '@trastienda/contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, getOwnAccount } from '../base/active-account.ts';

/**
 * The account of somebody who is signed in, once the password was found to be theirs.
 * `PASSWORD_INCORRECT`, `SESSION_ENDED`.
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
