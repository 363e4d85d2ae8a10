import { ShopError } from '@trastienda/contract';
import { UnsealError } from '@trastienda/runtime';
import type { AuthDeps } from '../auth-deps.ts';
import { totpContext } from './totp-context.ts';

/**
 * The secret of an account's authenticator app. `INTERNAL` when no key opens it, with a cause that
 * names the key that is missing: nobody can tell the codes of the app without it.
 */
export function openTotpSecret(
  { cipher }: Pick<AuthDeps, 'cipher'>,
  accountId: string,
  sealed: string,
): string {
  try {
    return cipher.open(sealed, totpContext(accountId));
  } catch (cause) {
    if (!(cause instanceof UnsealError)) throw cause;
    const message = `The second factor of account ${accountId} cannot be opened: ${cause.message}`;
    throw new ShopError('INTERNAL', { cause: new Error(message, { cause }) });
  }
}
