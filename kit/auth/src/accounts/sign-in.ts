import { AuthError } from '@trastienda/auth-contract';
import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { type ActiveAccount, activeOrNull } from '../base/active-account.ts';
import { emailKey } from '../collections/index.ts';
import type { AuthService, SignInOutcome } from '../services.ts';
import { credentialsFingerprint } from './credentials-fingerprint.ts';
import { startSession } from './start-session.ts';
import { transactionWithLock } from './transaction-with-lock.ts';

/** Creates sign-in by password. */
export function createSignIn(deps: AuthDeps): Pick<AuthService, 'signIn'> {
  const { database, hasher, record, throttle, tokens } = deps;
  const { accounts } = database;

  /**
   * Returns the account whose email address and password match; always verifies exactly one hash.
   *
   * @throws {AuthError} SIGN_IN_REJECTED when they do not match.
   */
  const identify = async (
    key: string,
    password: string,
    origin: CallOrigin,
  ): Promise<ActiveAccount> => {
    const found = await accounts.findByEmailKey(key);
    const account = activeOrNull(found);
    const passwordHash = account?.passwordHash ?? null;
    const { isCorrect, needsRehash } = await hasher.verify(passwordHash, password);
    if (!isCorrect || account === null || passwordHash === null) {
      await record(origin, { action: 'session.rejected', subjectId: found?.id ?? null });
      throw new AuthError('SIGN_IN_REJECTED');
    }
    if (!needsRehash) return account;
    const replacement = await hasher.hash(password);
    const isReplaced = await accounts.replacePasswordHash(account.id, passwordHash, replacement);
    return isReplaced ? { ...account, passwordHash: replacement } : account;
  };

  /**
   * Starts the session or the second step. Returns null if the credentials have changed since they
   * were verified: without the lock, a sign-in with the old password could start a session just
   * after a change of password ended all sessions.
   */
  const begin = (verified: ActiveAccount, origin: CallOrigin): Promise<SignInOutcome | null> =>
    transactionWithLock(deps, verified.id, async () => {
      const account = activeOrNull(await accounts.lock(verified.id));
      if (account === null || credentialsFingerprint(account) !== credentialsFingerprint(verified))
        return null;
      if (!account.totp?.isConfirmed) {
        const session = await startSession(deps, account, 'password', origin);
        return { kind: 'started', session };
      }
      const { secret, expiresAt } = await tokens.issue({
        purpose: 'second-factor',
        accountId: account.id,
        payload: { credentials: credentialsFingerprint(account) },
      });
      await record(origin, { action: 'session.challenged', subjectId: account.id });
      return {
        kind: 'second-factor',
        required: {
          status: 'second-factor-required',
          challenge: secret,
          expiresAt: expiresAt.toISOString(),
        },
      };
    });

  return {
    async signIn({ email, password }, origin) {
      const key = emailKey(email);
      return throttle.signIn(key, origin.source, async () => {
        const outcome = await begin(await identify(key, password, origin), origin);
        if (outcome !== null) return outcome;
        // The password may still be correct: a concurrent sign-in may have just rehashed it.
        const secondOutcome = await begin(await identify(key, password, origin), origin);
        if (secondOutcome !== null) return secondOutcome;
        throw new AuthError('SIGN_IN_REJECTED');
      });
    },
  };
}
