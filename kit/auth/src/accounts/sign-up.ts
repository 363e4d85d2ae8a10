import { AuthError, Locale, type SignUpInput } from '@trastienda/auth-contract';
import type { AuthDeps } from '../auth-deps.ts';
import { findRecipient } from '../base/recipient.ts';
import { emailKey, type OneTimeToken } from '../collections/index.ts';
import type { AuthService } from '../services.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';

/** Payload stored when the address already has an account: same size, no personal data. */
const DECOY_PAYLOAD = {
  email: 'nobody@example.invalid',
  emailKey: 'nobody@example.invalid',
  name: 'Nobody',
  locale: 'en',
  passwordHash: 'none',
} as const;

/** The account that a verification link creates, exactly as submitted at sign-up. */
type PendingAccount = Omit<SignUpInput, 'password'> & { readonly passwordHash: string };

function readPayload({ payload }: OneTimeToken): PendingAccount {
  const { email, name, locale, passwordHash } = payload;
  if (email === undefined || name === undefined || passwordHash === undefined) {
    throw new Error('The token of a sign-up lacks what it was for.');
  }
  return { email, name, locale: Locale.parse(locale), passwordHash };
}

/**
 * Creates sign-up. No account exists before its address is verified, so no stranger can occupy an
 * address. For an address that already has an account the same work is done: its owner gets an
 * email, and the stored token belongs to a link that is never sent.
 */
export function createSignUp(deps: AuthDeps): Pick<AuthService, 'signUp' | 'verifyEmail'> {
  const { database, clock, hasher, emails, policy, record, roles, throttle, tokens } = deps;
  const { accounts } = database;

  return {
    async signUp({ email, password, name, locale }, { source }) {
      const key = emailKey(email);
      // Checking a password blocks the event loop, so the source is counted first. The address is
      // counted only afterwards: searching for an acceptable password must not use up its limit.
      await throttle.email('sign-up', key, source, () =>
        policy.check(password, 'password', [email, name]),
      );
      const passwordHash = await hasher.hash(password);
      await database.transaction(async () => {
        const holder = await findRecipient(accounts, key);
        const { secret, expiresInMinutes } = await tokens.issue({
          purpose: 'sign-up',
          accountId: null,
          payload:
            holder === null ? { email, emailKey: key, name, locale, passwordHash } : DECOY_PAYLOAD,
        });
        await emails.enqueue(
          holder === null
            ? {
                to: { email, name },
                locale,
                content: { template: 'verify-email', token: secret, expiresInMinutes },
              }
            : { ...holder.recipient, content: { template: 'already-registered' } },
        );
      });
      return ACKNOWLEDGED;
    },

    async verifyEmail({ token, password }, origin) {
      await throttle.link(origin.source);
      const open = await tokens.find(token, 'sign-up');
      if (open === null) throw new AuthError('LINK_INVALID');
      // A stranger can sign up with this address and have the newest link in its mailbox. Without
      // the password check, following that link would give the account to the stranger.
      const { isCorrect } = await hasher.verify(readPayload(open).passwordHash, password);
      if (!isCorrect) throw new AuthError('PASSWORD_INCORRECT');
      return database.transaction(async () => {
        const consumed = await tokens.consume(token, 'sign-up');
        if (consumed === null) throw new AuthError('LINK_INVALID');
        const pending = readPayload(consumed);
        const id = accounts.newId();
        await accounts.insert({
          ...pending,
          id,
          emailKey: emailKey(pending.email),
          role: roles.initialRole,
          createdAt: clock.now(),
        });
        await record(origin, { action: 'account.created', subjectId: id });
        return { email: pending.email };
      });
    },
  };
}
