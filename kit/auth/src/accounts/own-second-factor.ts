import { AuthError } from '@trastienda/auth-contract';
import type { AccountActor, CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { lockOwnAccount } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { newRecoveryCodes } from '../second-factor/recovery-codes.ts';
import type { AccountService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { openTotpSecret } from './open-totp-secret.ts';
import { totpContext } from './totp-context.ts';

type OwnSecondFactor = Pick<
  AccountService,
  'startTotp' | 'confirmTotp' | 'disableTotp' | 'replaceRecoveryCodes'
>;

/**
 * Creates the management of one's own second factor: an authenticator app, and recovery codes in
 * case it is lost.
 */
export function createOwnSecondFactor(deps: AuthDeps): OwnSecondFactor {
  const { database, cipher, emails, record, throttle, totp } = deps;
  const { accounts, oneTimeTokens } = database;

  const confirm = (accountId: string, code: string, origin: CallOrigin) =>
    database.transaction(async () => {
      const account = await lockOwnAccount(accounts, accountId);
      if (account.totp === null || account.totp.isConfirmed) {
        throw new AuthError('SECOND_FACTOR_STATE_INVALID');
      }
      const step = totp.matchStep(openTotpSecret(deps, accountId, account.totp.secret), code);
      if (step === null) throw new AuthError('SECOND_FACTOR_INVALID');
      const { codes, hashes } = newRecoveryCodes();
      await accounts.confirmTotp(accountId, step, hashes);
      await record(origin, { action: 'account.second-factor-enabled', subjectId: accountId });
      await emails.enqueue({
        ...recipientOf(account),
        content: { template: 'second-factor-enabled' },
      });
      return { recoveryCodes: [...codes] };
    });

  return {
    async startTotp({ accountId }) {
      const secret = totp.newSecret();
      const sealed = cipher.seal(secret, totpContext(accountId));
      return database.transaction(async () => {
        const { email } = await lockOwnAccount(accounts, accountId);
        const isStarted = await accounts.startTotp(accountId, sealed);
        if (!isStarted) throw new AuthError('SECOND_FACTOR_STATE_INVALID');
        return { secret, uri: totp.uri(secret, email) };
      });
    },

    confirmTotp: ({ accountId, sessionId }: AccountActor, { code }, origin) =>
      throttle.enrollment(accountId, sessionId, () => confirm(accountId, code, origin)),

    async disableTotp({ accountId }, origin) {
      await database.transaction(async () => {
        const account = await lockOwnAccount(accounts, accountId);
        const isRemoved = account.totp?.isConfirmed && (await accounts.removeTotp(accountId));
        if (!isRemoved) throw new AuthError('SECOND_FACTOR_STATE_INVALID');
        await oneTimeTokens.deleteByAccount(accountId, 'second-factor');
        await record(origin, { action: 'account.second-factor-disabled', subjectId: accountId });
        await emails.enqueue({
          ...recipientOf(account),
          content: { template: 'second-factor-disabled' },
        });
      });
      return ACKNOWLEDGED;
    },

    async replaceRecoveryCodes({ accountId }, origin) {
      const { codes, hashes } = newRecoveryCodes();
      await database.transaction(async () => {
        const account = await lockOwnAccount(accounts, accountId);
        const isReplaced =
          account.totp?.isConfirmed && (await accounts.replaceRecoveryCodes(accountId, hashes));
        if (!isReplaced) throw new AuthError('SECOND_FACTOR_STATE_INVALID');
        await record(origin, {
          action: 'account.recovery-codes-replaced',
          subjectId: accountId,
        });
      });
      return { recoveryCodes: [...codes] };
    },
  };
}
