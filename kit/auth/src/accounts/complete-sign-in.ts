import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { activeOrNull, getOwnAccount } from '../base/active-account.ts';
import { emailKey } from '../collections/index.ts';
import type { AuthService } from '../services.ts';
import { consumeSecondFactor } from './consume-second-factor.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { guardSecondFactor } from './guard-second-factor.ts';
import { startSession } from './start-session.ts';
import { transactionWithLock } from './transaction-with-lock.ts';

/** Creates the second step of a sign-in: checking the second factor. */
export function createCompleteSignIn(deps: AuthDeps): Pick<AuthService, 'completeSignIn'> {
  const { database, throttle, tokens } = deps;
  const { accounts } = database;

  return {
    async completeSignIn({ challenge, secondFactor }, origin) {
      const open = await tokens.find(challenge, 'second-factor');
      if (open === null || open.accountId === null) throw new AuthError('LINK_INVALID');
      const { accountId, payload } = open;

      // A wrong code aborts the transaction, which leaves the challenge open for another try.
      const complete = () =>
        transactionWithLock(deps, accountId, async () => {
          const account = activeOrNull(await accounts.lock(accountId));
          const consumed = await tokens.consume(challenge, 'second-factor');
          const isOpen =
            consumed !== null && account !== null && account.totp?.isConfirmed === true;
          if (!isOpen || credentialsFingerprint(account) !== payload.credentials) {
            throw new AuthError('LINK_INVALID');
          }
          const method = await consumeSecondFactor(deps, account, secondFactor, origin);
          return startSession(deps, await getOwnAccount(accounts, accountId), method, origin);
        });

      const session = await guardSecondFactor(deps, origin, accountId, complete);
      await throttle.trustSource(emailKey(session.signedIn.account.email), origin.source);
      return { kind: 'started', session };
    },
  };
}
