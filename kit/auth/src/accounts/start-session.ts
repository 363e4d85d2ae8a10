import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { toAccountView } from '../base/account-view.ts';
import type { ActiveAccount } from '../base/active-account.ts';
import type { StartedSession } from '../services.ts';
import { toSessionView } from './session-view.ts';

/** How the caller proved its identity. */
export type SignInMethod = 'password' | 'totp' | 'recovery-code';

/**
 * Starts a session in the caller's transaction, which must hold the account's lock. Always issues a
 * new token: a token planted in a browser never becomes that of an account (session fixation).
 */
export async function startSession(
  { database, clock, record, roles, sessions }: AuthDeps,
  account: ActiveAccount,
  method: SignInMethod,
  origin: CallOrigin,
): Promise<StartedSession> {
  const { token, session } = await sessions.start(account.id, origin);
  await database.accounts.dropExpiredEmailChange(account.id, clock.now());
  await record(origin, {
    action: 'session.started',
    subjectId: account.id,
    actor: { kind: 'account', id: account.id },
    details: { sessionId: session.id, method },
  });
  return {
    token,
    absoluteExpiresAt: session.absoluteExpiresAt,
    signedIn: {
      status: 'signed-in',
      account: toAccountView(account, roles),
      session: toSessionView(session, session.id),
      token: null,
    },
  };
}
