import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CONFIG,
  NEW_PASSWORD,
  PASSWORD,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { luciaSessions } from './lucia-sessions.ts';
import { tokenSessions } from './token-sessions.ts';

const fixture = await useTestAuth();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: fixture.clock.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Advances both the clock of auth and `Date`, which Lucia reads. */
function advance(milliseconds: number): void {
  fixture.advance(milliseconds);
  vi.setSystemTime(fixture.clock.now());
}

const ENDED = { kind: 'anonymous', hasEndedSession: true };
const HALF_MS = CONFIG.session.slidingSeconds * 500;

describe.each([
  { from: 'Lucia', to: 'plain tokens', before: luciaSessions, after: tokenSessions },
  { from: 'plain tokens', to: 'Lucia', before: tokenSessions, after: luciaSessions },
])('an application that changes from $from to $to while it runs', ({ before, after }) => {
  /** A process of the version before and one of the version after, on one database. */
  const old = fixture.another({ sessions: before });
  const young = fixture.another({ sessions: after });

  /** Signs in to an existing account in one of the processes. */
  async function signIn(process: typeof old, email: string) {
    const outcome = await process.auth.signIn({ email, password: PASSWORD }, VISITOR);
    if (outcome.kind !== 'started') throw new Error('A second factor is wanted.');
    const { token, signedIn } = outcome.session;
    return { token, session: signedIn.session };
  }

  async function newAccount() {
    const email = fixture.newEmail();
    await fixture.register(email);
    return email;
  }

  const actorOf = (process: typeof old, token: string) => process.authenticator.authenticate(token);

  /** Returns the actor of a token that must be signed in. */
  async function accountOf(process: typeof old, token: string) {
    const actor = await actorOf(process, token);
    if (actor.kind !== 'account') throw new Error('The session has ended.');
    return { actor, origin: { ...VISITOR, actor } };
  }

  test('signs nobody out', async () => {
    const { token, session } = await signIn(old, await newAccount());
    const actor = await actorOf(old, token);
    expect(actor).toMatchObject({ kind: 'account', sessionId: session.id, isRecent: true });
    expect(await actorOf(young, token)).toEqual(actor);
  });

  test('signs nobody out while both versions run, nor when it goes back', async () => {
    const email = await newAccount();
    const { token } = await signIn(young, email);
    const { token: other } = await signIn(old, email);
    for (const each of [token, other]) {
      expect(await actorOf(old, each)).toEqual(await actorOf(young, each));
      expect(await actorOf(old, each)).toMatchObject({ kind: 'account' });
    }
  });

  test('extends sessions from before the change, up to their absolute end', async () => {
    const { token, session } = await signIn(old, await newAccount());
    advance(HALF_MS);
    const { actor } = await accountOf(young, token);
    const { sessions } = await young.account.listSessions(actor);
    const extended = new Date(Date.parse(session.expiresAt) + HALF_MS).toISOString();
    expect(sessions).toMatchObject([{ id: session.id, expiresAt: extended, isCurrent: true }]);
    advance(2 * HALF_MS - 1);
    expect(await actorOf(old, token)).toMatchObject({ kind: 'account' });
    advance(CONFIG.session.absoluteSeconds * 1000);
    expect(await actorOf(old, token)).toEqual(ENDED);
  });

  test('ends sessions from before the change: by sign-out, by revocation, by a new password', async () => {
    const email = await newAccount();
    const [first, second, third] = [
      await signIn(old, email),
      await signIn(old, email),
      await signIn(old, email),
    ];
    await young.auth.signOut((await accountOf(young, first.token)).origin);
    expect(await actorOf(old, first.token)).toEqual(ENDED);
    const { actor, origin } = await accountOf(young, third.token);
    await young.account.revokeSession(actor, { sessionId: second.session.id }, origin);
    expect(await actorOf(old, second.token)).toEqual(ENDED);
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const { token } = await signIn(young, email);
    const own = await accountOf(young, token);
    await young.account.changePassword(own.actor, input, own.origin);
    expect(await actorOf(old, third.token)).toEqual(ENDED);
    expect(await actorOf(old, token)).toMatchObject({ kind: 'account' });
  });
});
