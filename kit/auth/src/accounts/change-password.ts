import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { lockOwnAccount } from '../base/active-account.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { checkOwnPassword } from './check-own-password.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { recordRejection } from './record-rejection.ts';
import { replacePassword } from './replace-password.ts';

/** Creates the change of a password by a signed-in account that knows the current one. */
export function createChangePassword(deps: AuthDeps): Pick<AccountService, 'changePassword'> {
  const { database, hasher, policy, record, throttle } = deps;

  return {
    async changePassword({ accountId, sessionId }, { currentPassword, newPassword }, origin) {
      const change = async (): Promise<void> => {
        const verified = await checkOwnPassword(deps, accountId, currentPassword);
        await policy.check(newPassword, 'newPassword', [verified.email, verified.name]);
        const passwordHash = await hasher.hash(newPassword);
        await database.transaction(async () => {
          const account = await lockOwnAccount(database.accounts, accountId);
          if (credentialsFingerprint(account) !== credentialsFingerprint(verified)) {
            throw new AuthError('PASSWORD_INCORRECT');
          }
          await replacePassword(deps, account, passwordHash, sessionId);
          await record(origin, { action: 'account.password-changed', subjectId: accountId });
        });
      };
      await throttle.ownPassword(accountId, sessionId, () =>
        recordRejection(deps, origin, accountId, change),
      );
      await throttle.resetSecondFactor(accountId);
      return ACKNOWLEDGED;
    },
  };
}
