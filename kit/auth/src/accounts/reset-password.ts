import { AuthError } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, activeOrNull } from '../base/active-account.ts';
import { recipientOf } from '../base/recipient.ts';
import { emailKey, type OneTimeToken } from '../collections/index.ts';
import type { AccountEmail } from '../emails/email.ts';
import type { AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { replacePassword } from './replace-password.ts';

/**
 * Recipient used when no account has the address, so that the same work is done, including by the
 * email worker.
 */
const DECOY_RECIPIENT = {
  to: { email: 'nobody@example.invalid', name: 'Nobody' },
  locale: 'en',
  isDecoy: true,
} as const satisfies Omit<AccountEmail, 'content'>;

/** Creates the password reset: regaining an account through its mailbox. */
export function createResetPassword(
  deps: AuthDeps,
): Pick<AuthService, 'requestPasswordReset' | 'resetPassword'> {
  const { database, clock, hasher, emails, policy, record, throttle, tokens } = deps;
  const { accounts } = database;

  /**
   * Returns the account that a reset link belongs to.
   *
   * @throws {AuthError} LINK_INVALID when the link is void.
   */
  const accountOf = async (
    link: OneTimeToken | null,
    read: (id: string) => ReturnType<typeof accounts.find>,
  ): Promise<ActiveAccount> => {
    const id = link?.accountId ?? null;
    const account = id === null ? null : activeOrNull(await read(id));
    if (account === null || credentialsFingerprint(account) !== link?.payload.credentials) {
      throw new AuthError('LINK_INVALID');
    }
    return account;
  };

  return {
    async requestPasswordReset({ email }, origin) {
      const key = emailKey(email);
      await throttle.email('reset-password', key, origin.source);
      // The same reads and writes with or without an account, so that timing reveals nothing.
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
      await policy.check(password, 'password', [email, name]);
      const passwordHash = await hasher.hash(password);
      await database.transaction(async () => {
        const consumed = await tokens.consume(token, 'reset-password');
        const account = await accountOf(consumed, accounts.lock);
        await replacePassword(deps, account, passwordHash);
        await accounts.verifyEmail(account.id, clock.now());
        // An attacker who knew the password may have created an API key.
        await database.apiKeys.revokeByCreator(account.id, clock.now());
        await record(origin, { action: 'account.password-reset', subjectId: account.id });
      });
      // The owner has proved access to the mailbox; guesses from elsewhere must not lock them out.
      await throttle.trustSource(emailKey(email), origin.source);
      await throttle.resetSecondFactor(id);
      return ACKNOWLEDGED;
    },
  };
}
