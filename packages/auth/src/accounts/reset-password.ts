import { ShopError } from '@trastienda/contract';
import { emailKey, type OneTimeToken } from '@trastienda/db';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import type { AccountEmail } from '../emails/email.ts';
import type { AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { replacePassword } from './replace-password.ts';

/**
 * Stands in for an account where there is none, so that as much is computed and written, also by
 * the worker that sends emails.
 */
const DECOY_RECIPIENT = {
  to: { email: 'nobody@example.invalid', name: 'Nobody' },
  locale: 'en',
  isDecoy: true,
} as const satisfies Omit<AccountEmail, 'content'>;

/** The way back in for somebody who has the mailbox but not the password. */
export function createResetPassword(
  deps: AuthDeps,
): Pick<AuthService, 'requestPasswordReset' | 'resetPassword'> {
  const { database, clock, hasher, emails, policy, record, throttle, tokens } = deps;
  const { accounts } = database;

  /** The account that a link is for. `LINK_INVALID` when it is void. */
  const accountOf = async (
    link: OneTimeToken | null,
    read: (id: string) => ReturnType<typeof accounts.find>,
  ): Promise<ActiveAccount> => {
    const id = link?.accountId ?? null;
    const account = id === null ? null : activeOrNull(await read(id));
    if (account === null || credentialsFingerprint(account) !== link?.payload.credentials) {
      throw new ShopError('LINK_INVALID');
    }
    return account;
  };

  return {
    async requestPasswordReset({ email }, origin) {
      const key = emailKey(email);
      await throttle.email('reset-password', key, origin.source);
      // With an account or without: a read, a token, an email and an entry in one transaction.
      await database.transaction(async () => {
        const account = activeOrNull(await accounts.findByEmailKey(key));
        const { secret, expiresInMinutes } = await tokens.issue({
          purpose: 'reset-password',
          accountId: account?.id ?? null,
          payload: account === null ? {} : { credentials: credentialsFingerprint(account) },
        });
        await emails.enqueue({
          ...(account === null ? DECOY_RECIPIENT : recipientOf(account)),
          content: { template: 'reset-password', token: secret, expiresInMinutes },
        });
        await record(origin, {
          action: 'account.password-reset-requested',
          subjectId: account?.id ?? null,
        });
      });
      return ACKNOWLEDGED;
    },

    async resetPassword({ token, password }, origin) {
      await throttle.link(origin.source);
      const link = await tokens.find(token, 'reset-password');
      const { id, email, name } = await accountOf(link, accounts.find);
      policy.check(password, 'password', [email, name]);
      const passwordHash = await hasher.hash(password);
      await database.transaction(async () => {
        const taken = await tokens.consume(token, 'reset-password');
        const account = await accountOf(taken, accounts.lock);
        await replacePassword(deps, account, passwordHash);
        // Whoever had the password may have left themselves a key.
        await database.apiKeys.revokeByCreator(account.id, clock.now());
        await record(origin, { action: 'account.password-reset', subjectId: account.id });
      });
      // Whoever has the mailbox is no stranger: guesses from elsewhere must not keep them out.
      await throttle.trustSource(emailKey(email), origin.source);
      await throttle.resetSecondFactor(id);
      return ACKNOWLEDGED;
    },
  };
}
