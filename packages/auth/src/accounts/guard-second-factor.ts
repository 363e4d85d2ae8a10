import { type CallOrigin, ShopError } from '@trastienda/contract';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { recordRejection } from './record-rejection.ts';

/**
 * Runs work in which somebody presents an account's second factor: bounded and recorded, and with a
 * email to the owner, once a day at most, when wrong codes pile up. Whoever gives them has the
 * password already. `RATE_LIMITED`.
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
    const isWrongCode = error instanceof ShopError && error.reason === 'SECOND_FACTOR_INVALID';
    if (isWrongCode && (await throttle.countWrongCode(accountId))) {
      const account = activeOrNull(await database.accounts.find(accountId));
      const content = { template: 'second-factor-guessed' } as const;
      if (account !== null) await emails.enqueue({ ...recipientOf(account), content });
    }
    throw error;
  }
}
