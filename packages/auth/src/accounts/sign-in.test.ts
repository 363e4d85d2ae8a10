import { OPERATOR_ORIGIN } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { createPasswordHasher } from '../passwords/password-hasher.ts';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const test = await useTestAuth();

const signIn = (email: string, password = PASSWORD) =>
  test.auth.signIn({ email, password }, VISITOR);
const rejected = { reason: 'SIGN_IN_REJECTED', details: {} };

describe('signing in', () => {
  it('starts a session of its own each time, whatever the caller presented', async () => {
    const { email, token, origin } = await test.person();
    const again = await test.auth.signIn({ email, password: PASSWORD }, origin);
    expect(again).toMatchObject({ kind: 'started', session: { signedIn: { token: null } } });
    const next = again.kind === 'started' ? again.session.token : '';
    expect(next).toMatch(/^ts_[\w-]{43}$/);
    expect(next).not.toBe(token);
    expect((await test.actorOf(next)).sessionId).not.toBe((await test.actorOf(token)).sessionId);
  });

  it('refuses in the same words an absent account, a wrong password, a disabled account and one without password', async () => {
    const { email } = await test.person();
    const disabled = await test.person();
    await test.accounts.disable({ id: disabled.id }, OPERATOR_ORIGIN);
    const fresh = test.newEmail();
    await test.operator.makeOwner({ email: fresh, name: 'Ana' });
    await expect(signIn(test.newEmail())).rejects.toMatchObject(rejected);
    await expect(signIn(email, NEW_PASSWORD)).rejects.toMatchObject(rejected);
    await expect(signIn(disabled.email)).rejects.toMatchObject(rejected);
    await expect(signIn(fresh)).rejects.toMatchObject(rejected);
  });

  it('stores neither the token nor anything that it could be made from', async () => {
    const { token } = await test.person();
    await test.server.withClient(async (client) => {
      for (const collection of await client.db().collections()) {
        const stored = JSON.stringify(await collection.find().toArray());
        expect(stored).not.toContain(token);
        expect(stored).not.toContain(token.slice(3));
      }
    });
  });

  it('hashes the password anew when the parameters have changed, also for many at once', async () => {
    const email = test.newEmail();
    const id = await test.register(email);
    const before = (await test.database.accounts.find(id))?.passwordHash;
    const hasher = createPasswordHasher({
      parameters: { memoryCost: 16, timeCost: 1, parallelism: 1 },
    });
    const stronger = test.another({ hasher });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => stronger.auth.signIn({ email, password: PASSWORD }, VISITOR)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(5).fill('started'));
    const after = (await test.database.accounts.find(id))?.passwordHash;
    expect(after).not.toBe(before);
    expect(after).toContain('m=16,t=1');
    expect(await signIn(email)).toMatchObject({ kind: 'started' });
  });

  it('leaves no session behind when the password changes while it is verified', async () => {
    const owner = await test.person();
    const hasher = {
      hash: test.hasher.hash,
      verify: async (hash: string | null, password: string) => {
        const result = await test.hasher.verify(hash, password);
        const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
        // The second verification finds the new password in place.
        if (result.isCorrect)
          await test.account.changePassword(owner.actor, passwords, owner.origin);
        return result;
      },
    };
    const slow = test.another({ hasher });
    const attempt = slow.auth.signIn({ email: owner.email, password: PASSWORD }, VISITOR);
    await expect(attempt).rejects.toMatchObject(rejected);
    const { sessions } = await test.account.listSessions(owner.actor);
    expect(sessions).toMatchObject([{ isCurrent: true }]);
  });

  it('is recorded with who and from where, and so is a rejection, without addresses or names', async () => {
    const { email, id } = await test.person();
    await signIn(email, NEW_PASSWORD).catch(() => undefined);
    const { items } = await test.audit.list({ subjectId: id, limit: 10 });
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
  it('ends the session that called, and its token is of no use from then on', async () => {
    const { email, token, origin } = await test.person();
    const other = await test.signIn(email);
    expect(await test.auth.signOut(origin)).toEqual({ acknowledged: true });
    expect(await test.authenticator.authenticate(token)).toEqual({
      kind: 'anonymous',
      hasEndedSession: true,
    });
    expect(await test.actorOf(other.token)).toMatchObject({ kind: 'account' });
  });

  it('is fine without a session', async () => {
    expect(await test.auth.signOut(VISITOR)).toEqual({ acknowledged: true });
  });
});

describe('many sign-ins', () => {
  it('to one account at once all succeed', async () => {
    const { email, id } = await test.person();
    const results = await Promise.allSettled(Array.from({ length: 40 }, () => signIn(email)));
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await test.database.sessions.allByAccount(id)).toHaveLength(41);
  });

  it('leave the hundred sessions that were seen last, the newest among them', async () => {
    const { email, id, token } = await test.person();
    test.advance(1000);
    const kept = await test.signIn(email);
    test.advance(1000);
    for (let count = 0; count < 98; count += 1) await signIn(email);
    await test.actorOf(token);
    const newest = await test.signIn(email);
    expect(await test.database.sessions.allByAccount(id)).toHaveLength(100);
    expect(await test.authenticator.authenticate(token)).toMatchObject({ hasEndedSession: true });
    await test.actorOf(kept.token);
    await test.actorOf(newest.token);
  });
});
