import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from '../passwords/password-hasher.ts';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { OPERATOR_ORIGIN } from '../testing/test-roles.ts';

const fixture = await useTestAuth();

const signIn = (email: string, password = PASSWORD) =>
  fixture.auth.signIn({ email, password }, VISITOR);
const rejected = { reason: 'SIGN_IN_REJECTED', details: expect.toBeOneOf([{}]) };

describe('signing in', () => {
  test('starts a new session each time, whatever the caller presented', async () => {
    const { email, token, origin } = await fixture.person();
    const again = await fixture.auth.signIn({ email, password: PASSWORD }, origin);
    expect(again).toMatchObject({ kind: 'started', session: { signedIn: { token: null } } });
    const next = again.kind === 'started' ? again.session.token : '';
    expect(next).toMatch(/^ts_[\w-]{43}$/);
    expect(next).not.toBe(token);
    expect((await fixture.actorOf(next)).sessionId).not.toBe(
      (await fixture.actorOf(token)).sessionId,
    );
  });

  test('rejects a missing account, a wrong password, a disabled account and one without a password alike', async () => {
    const { email } = await fixture.person();
    const disabled = await fixture.person();
    await fixture.accounts.disable({ id: disabled.id }, OPERATOR_ORIGIN);
    const fresh = fixture.newEmail();
    await fixture.operator.makeOwner({ email: fresh, name: 'Ana' });
    await expect(signIn(fixture.newEmail())).rejects.toMatchObject(rejected);
    await expect(signIn(email, NEW_PASSWORD)).rejects.toMatchObject(rejected);
    await expect(signIn(disabled.email)).rejects.toMatchObject(rejected);
    await expect(signIn(fresh)).rejects.toMatchObject(rejected);
  });

  test('stores neither the token nor anything that reveals it', async () => {
    const { token } = await fixture.person();
    const stored = await fixture.server.contents();
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(token.slice(3));
  });

  test('rehashes the password when the parameters have changed, also for many sign-ins at once', async () => {
    const email = fixture.newEmail();
    const id = await fixture.register(email);
    const before = (await fixture.database.accounts.find(id))?.passwordHash;
    const hasher = createPasswordHasher({
      parameters: { memoryCost: 16, timeCost: 1, parallelism: 1 },
    });
    const stronger = fixture.another({ hasher });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => stronger.auth.signIn({ email, password: PASSWORD }, VISITOR)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('started'));
    const after = (await fixture.database.accounts.find(id))?.passwordHash;
    expect(after).not.toBe(before);
    expect(after).toContain('m=16,t=1');
    expect(await signIn(email)).toMatchObject({ kind: 'started' });
  });

  test('leaves no session behind when the password changes while it is verified', async () => {
    const owner = await fixture.person();
    const hasher = {
      hash: fixture.hasher.hash,
      verify: async (hash: string | null, password: string) => {
        const result = await fixture.hasher.verify(hash, password);
        const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        // The second verification finds the new password.
        if (result.isCorrect)
          await fixture.account.changePassword(owner.actor, passwords, owner.origin);
        return result;
      },
    };
    const slow = fixture.another({ hasher });
    const attempt = slow.auth.signIn({ email: owner.email, password: PASSWORD }, VISITOR);
    await expect(attempt).rejects.toMatchObject(rejected);
    const { sessions } = await fixture.account.listSessions(owner.actor);
    expect(sessions).toMatchObject([{ isCurrent: true }]);
  });

  test('is recorded with account and origin, and so is a rejection, without addresses or names', async () => {
    const { email, id } = await fixture.person();
    await signIn(email, NEW_PASSWORD).catch(() => undefined);
    const { items } = await fixture.audit.list({ subjectId: id, limit: 10 });
    expect(items).toMatchObject([
      {
        action: 'session.rejected',
        actor: { kind: 'anonymous', id: null },
        requestId: 'request-1',
        address: '192.0.2.0/24',
      },
      { action: 'session.started', actor: { kind: 'account', id } },
      { action: 'account.created' },
    ]);
    expect(JSON.stringify(items)).not.toContain(email);
  });
});

describe('signing out', () => {
  test('ends the caller’s session, and its token is invalid from then on', async () => {
    const { email, token, origin } = await fixture.person();
    const other = await fixture.signIn(email);
    expect(await fixture.auth.signOut(origin)).toEqual({ acknowledged: true });
    expect(await fixture.authenticator.authenticate(token)).toEqual({
      kind: 'anonymous',
      hasEndedSession: true,
    });
    expect(await fixture.actorOf(other.token)).toMatchObject({ kind: 'account' });
  });

  test('succeeds without a session', async () => {
    expect(await fixture.auth.signOut(VISITOR)).toEqual({ acknowledged: true });
  });
});

describe('many sign-ins', () => {
  test('to one account at once all succeed', async () => {
    const { email, id } = await fixture.person();
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => signIn(email)));
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await fixture.database.sessions.allByAccount(id)).toHaveLength(41);
  });

  test('keep the hundred most recently seen sessions, including the newest', async () => {
    const { email, id, token } = await fixture.person();
    fixture.advance(1000);
    const kept = await fixture.signIn(email);
    fixture.advance(1000);
    for (let count = 0; count < 98; count += 1) await signIn(email);
    await fixture.actorOf(token);
    const newest = await fixture.signIn(email);
    expect(await fixture.database.sessions.allByAccount(id)).toHaveLength(100);
    expect(await fixture.authenticator.authenticate(token)).toMatchObject({
      hasEndedSession: true,
    });
    await fixture.actorOf(kept.token);
    await fixture.actorOf(newest.token);
  });
});
