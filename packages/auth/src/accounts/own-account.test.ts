import { ROLE_PERMISSIONS } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const test = await useTestAuth();

const ended = { kind: 'anonymous', hasEndedSession: true };

describe('an account', () => {
  it('is shown to its owner with what it may do', async () => {
    const { actor, id, email } = await test.person('staff');
    expect(await test.account.get(actor)).toEqual({
      id,
      email,
      name: 'Ana',
      locale: 'en',
      role: 'staff',
      permissions: ROLE_PERMISSIONS.staff,
      hasSecondFactor: false,
      recoveryCodes: 0,
      createdAt: expect.any(String),
    });
  });

  it('takes a new name or language, and mails are in that language from then on', async () => {
    const { actor, origin, email, id } = await test.person();
    expect(await test.account.update(actor, { name: 'Ana María' }, origin)).toMatchObject({
      name: 'Ana María',
      locale: 'en',
    });
    expect(await test.account.update(actor, { locale: 'es' }, origin)).toMatchObject({
      name: 'Ana María',
      locale: 'es',
    });
    await test.auth.requestPasswordReset({ email }, VISITOR);
    expect((await test.mailsTo(email)).at(-1)?.subject).toMatch(/contraseña/i);
    const { items } = await test.audit.list({ subjectId: id, action: 'account.updated', limit: 5 });
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('María');
  });

  it('is as it was, and nothing is recorded, when nothing is to change', async () => {
    const { actor, origin, id } = await test.person();
    expect(await test.account.update(actor, {}, origin)).toEqual(await test.account.get(actor));
    const { items } = await test.audit.list({ subjectId: id, action: 'account.updated', limit: 5 });
    expect(items).toEqual([]);
  });
});

describe('the sessions of an account', () => {
  it('are listed with what signed in and from where, without tokens', async () => {
    const here = await test.person();
    const phone = { ...VISITOR, device: 'Safari on iOS', network: '198.51.100.0/24' };
    await test.signIn(here.email, undefined, phone);
    const { sessions } = await test.account.listSessions(here.actor);
    expect(sessions).toHaveLength(2);
    expect(sessions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          id: here.actor.sessionId,
          device: 'Firefox on Windows',
          address: '192.0.2.0/24',
          isCurrent: true,
        }),
        expect.objectContaining({
          device: 'Safari on iOS',
          address: '198.51.100.0/24',
          isCurrent: false,
        }),
      ]),
    );
    expect(JSON.stringify(sessions)).not.toContain(here.token.slice(3));
  });

  it('are revoked one by one, at once and in every process', async () => {
    const here = await test.person();
    const there = await test.signIn(here.email);
    const { sessionId } = there.actor;
    await test.account.revokeSession(here.actor, { sessionId }, here.origin);
    expect(await test.another().authenticator.authenticate(there.token)).toEqual(ended);
    expect(await test.actorOf(here.token)).toMatchObject({ kind: 'account' });
    await expect(
      test.account.revokeSession(here.actor, { sessionId }, here.origin),
    ).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' });
  });

  it("are nobody else's to revoke", async () => {
    const here = await test.person();
    const other = await test.person();
    const { sessionId } = other.actor;
    await expect(
      test.account.revokeSession(here.actor, { sessionId }, here.origin),
    ).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' });
    expect(await test.actorOf(other.token)).toMatchObject({ kind: 'account' });
  });

  it('are revoked all but the one that asks', async () => {
    const here = await test.person();
    const others = [await test.signIn(here.email), await test.signIn(here.email)];
    await test.account.revokeOtherSessions(here.actor, here.origin);
    for (const { token } of others) {
      expect(await test.authenticator.authenticate(token)).toEqual(ended);
    }
    const { sessions } = await test.account.listSessions(here.actor);
    expect(sessions).toMatchObject([{ isCurrent: true }]);
  });
});
