import { ShopError } from '@trastienda/contract';
import type { AuthDeps } from '../auth-deps.ts';
import type { AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { type ActiveAccount, lockOwn, readOwn } from './active-account.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { credentialsOf } from './credentials.ts';
import { guardingSecondFactor } from './guarding-second-factor.ts';
import { recordingRejection } from './recording-rejection.ts';
import { spendSecondFactor } from './spend-second-factor.ts';

/** Proving once more who is there ("step-up"), and the end of a session. */
export function createReauthenticate(
  deps: AuthDeps,
): Pick<AuthService, 'reauthenticate' | 'signOut'> {
  const { database, clock, record, throttle } = deps;
  const { accounts, sessions } = database;

  return {
    async reauthenticate({ accountId, sessionId }, { password, secondFactor }, origin) {
      const known = await readOwn(accounts, accountId);
      if (known.totp?.isConfirmed && secondFactor === undefined) {
        throw new ShopError('SECOND_FACTOR_INVALID', {
          message: 'This account has a second factor; send a code of it too.',
        });
      }
      const checkPassword = () =>
        recordingRejection(deps, origin, accountId, () =>
          checkOwnPassword(deps, accountId, password),
        );
      const complete = (verified: ActiveAccount) =>
        database.transaction(async () => {
          const account = await lockOwn(accounts, accountId);
          if (credentialsOf(account) !== credentialsOf(verified)) {
            throw new ShopError('PASSWORD_INCORRECT');
          }
          if (account.totp?.isConfirmed) {
            if (secondFactor === undefined) throw new ShopError('SECOND_FACTOR_INVALID');
            await spendSecondFactor(deps, account, secondFactor, origin);
          }
          const isLive = await sessions.setAuthenticatedAt(accountId, sessionId, clock.now());
          if (!isLive) throw new ShopError('SESSION_ENDED');
          await record(origin, {
            action: 'session.reauthenticated',
            subjectId: accountId,
            details: { sessionId },
          });
        });
      await throttle.ownPassword(accountId, sessionId, async () => {
        const verified = await checkPassword();
        if (secondFactor === undefined) return complete(verified);
        return guardingSecondFactor(deps, origin, accountId, () => complete(verified));
      });
      return ACKNOWLEDGED;
    },

    async signOut(origin) {
      const { actor } = origin;
      if (actor.kind !== 'account') return ACKNOWLEDGED;
      const { accountId, sessionId } = actor;
      await database.transaction(async () => {
        const isEnded = await sessions.deleteByPublicId(accountId, sessionId);
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
