import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, getOwnAccount, lockOwnAccount } from '../base/active-account.ts';
import type { AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { consumeSecondFactor } from './consume-second-factor.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { guardSecondFactor } from './guard-second-factor.ts';
import { recordRejection } from './record-rejection.ts';

/** Creates re-authentication ("step-up") and sign-out. */
export function createReauthenticate(
  deps: AuthDeps,
): Pick<AuthService, 'reauthenticate' | 'signOut'> {
  const { database, record, sessions, throttle } = deps;
  const { accounts } = database;

  return {
    async reauthenticate({ accountId, sessionId }, { password, secondFactor }, origin) {
      const known = await getOwnAccount(accounts, accountId);
      if (known.totp?.isConfirmed && secondFactor === undefined) {
        throw new AuthError('SECOND_FACTOR_INVALID', {
          message: 'This account has a second factor; send a code of it too.',
        });
      }
      const checkPassword = () =>
        recordRejection(deps, origin, accountId, () => checkOwnPassword(deps, accountId, password));
      const complete = (verified: ActiveAccount) =>
        database.transaction(async () => {
          const account = await lockOwnAccount(accounts, accountId);
          if (credentialsFingerprint(account) !== credentialsFingerprint(verified)) {
            throw new AuthError('PASSWORD_INCORRECT');
          }
          if (account.totp?.isConfirmed) {
            if (secondFactor === undefined) throw new AuthError('SECOND_FACTOR_INVALID');
            await consumeSecondFactor(deps, account, secondFactor, origin);
          }
          const isLive = await sessions.renewProof(accountId, sessionId);
          if (!isLive) throw new AuthError('SESSION_ENDED');
          await record(origin, {
            action: 'session.reauthenticated',
            subjectId: accountId,
            details: { sessionId },
          });
        });
      await throttle.ownPassword(accountId, sessionId, async () => {
        const verified = await checkPassword();
        if (secondFactor === undefined) return complete(verified);
        return guardSecondFactor(deps, origin, accountId, () => complete(verified));
      });
      return ACKNOWLEDGED;
    },

    async signOut(origin) {
      const { actor } = origin;
      if (actor.kind !== 'account') return ACKNOWLEDGED;
      const { accountId, sessionId } = actor;
      await database.transaction(async () => {
        const isEnded = await sessions.end(accountId, sessionId);
        if (!isEnded) return;
        await record(origin, {
          action: 'session.ended',
          subjectId: accountId,
          details: { sessionId },
        });
      });
      return ACKNOWLEDGED;
    },
  };
}
