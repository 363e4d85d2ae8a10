import { AuthError } from '@trastienda/auth-contract';
import { UnsealError } from '@trastienda/mongo';
import type { AuthDeps } from '../auth-deps.ts';
import { totpContext } from './totp-context.ts';

/**
 * Decrypts the secret of an account's authenticator app.
 *
 * @throws {AuthError} INTERNAL when no configured key opens it. The cause names the missing key,
 * without which no code of the app can be checked.
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
    throw new AuthError('INTERNAL', { cause: new Error(message, { cause }) });
  }
}
