import type { CallOrigin } from '@trastienda/base';
import type { AuthDeps } from '../auth-deps.ts';
import { toAccountView } from '../base/account-view.ts';
import type { ActiveAccount } from '../base/active-account.ts';
import { hashSecret, newSecret } from '../secrets/one-time-secret.ts';
import type { StartedSession } from '../services.ts';
import { createLucia } from './create-lucia.ts';
import { toSessionView } from './session-view.ts';

/**
 * Bounds the sessions of one account: a program that signs in for each call would fill the disk.
 */
const MAX_SESSIONS = 100;

/** How the caller proved its identity. */
export type SignInMethod = 'password' | 'totp' | 'recovery-code';

/**
 * Starts a session in the caller's transaction, which must hold the account's lock. Always issues a
 * new token: a token planted in a browser never becomes that of an account (session fixation). Ends
 * the least recently seen sessions beyond the maximum.
 */
export async function startSession(
  { database, clock, config, record, roles }: AuthDeps,
  account: ActiveAccount,
  method: SignInMethod,
  origin: CallOrigin,
): Promise<StartedSession> {
  const token = newSecret('ts_');
  const now = clock.now();
  const publicId = database.sessions.newPublicId();
  const attributes = {
    publicId,
    createdAt: now,
    absoluteExpiresAt: new Date(now.getTime() + config.session.absoluteSeconds * 1000),
    lastSeenAt: now,
    authenticatedAt: now,
    device: origin.device,
    network: origin.network,
  };
  const lucia = createLucia(database.sessions, clock, config.session);
  const sessionId = hashSecret(token);
  await database.sessions.deleteLeastSeen(account.id, MAX_SESSIONS - 1);
  const { expiresAt } = await lucia.createSession(account.id, attributes, { sessionId });
  await database.accounts.dropExpiredEmailChange(account.id, now);
  await record(origin, {
    action: 'session.started',
    subjectId: account.id,
    actor: { kind: 'account', id: account.id },
    details: { sessionId: publicId, method },
  });
  return {
    token,
    absoluteExpiresAt: attributes.absoluteExpiresAt,
    signedIn: {
      status: 'signed-in',
      account: toAccountView(account, roles),
      session: toSessionView({ expiresAt, attributes }, publicId),
      token: null,
    },
  };
}
