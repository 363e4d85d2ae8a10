import { isAuthError } from '@trastienda/auth-contract';
import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { recordRejection } from './record-rejection.ts';

/**
 * Runs work that checks an account's second factor: limits attempts, records rejections and emails
 * the owner, at most once a day, when wrong codes accumulate. An attempt at this step means that
 * the password is known.
 *
 * @throws {AuthError} RATE_LIMITED after too many wrong codes.
 */
export async function guardSecondFactor<Result>(
  deps: AuthDeps,
  origin: CallOrigin,
  accountId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const { database, emails, throttle } = deps;
  try {
    return await throttle.secondFactor(accountId, () =>
      recordRejection(deps, origin, accountId, work),
    );
  } catch (error) {
    const isWrongCode = isAuthError(error, 'SECOND_FACTOR_INVALID');
    if (isWrongCode && (await throttle.countWrongCode(accountId))) {
      const account = activeOrNull(await database.accounts.find(accountId));
      const content = { template: 'second-factor-guessed' } as const;
      if (account !== null) await emails.enqueue({ ...recipientOf(account), content });
    }
    throw error;
  }
}
