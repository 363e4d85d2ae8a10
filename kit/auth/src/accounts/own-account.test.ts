import { describe, expect, test } from 'vitest';
import { useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { ROLE_PERMISSIONS } from '../testing/test-roles.ts';

const fixture = await useTestAuth();

const ended = { kind: 'anonymous', hasEndedSession: true };

describe('an account', () => {
  test('is shown to its owner with its permissions', async () => {
    const { actor, id, email } = await fixture.person('staff');
    expect(await fixture.account.get(actor)).toEqual({
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

  test('accepts a new name or language, and sends later emails in that language', async () => {
    const { actor, origin, email, id } = await fixture.person();
    expect(await fixture.account.update(actor, { name: 'Ana María' }, origin)).toMatchObject({
      name: 'Ana María',
      locale: 'en',
    });
    expect(await fixture.account.update(actor, { locale: 'es' }, origin)).toMatchObject({
      name: 'Ana María',
      locale: 'es',
    });
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    expect((await fixture.emailsTo(email)).at(-1)?.subject).toMatch(/contraseña/i);
    const { items } = await fixture.audit.list({
      subjectId: id,
      action: 'account.updated',
      limit: 5,
    });
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('María');
  });

  test('stays unchanged, without an audit entry, when the input changes nothing', async () => {
    const { actor, origin, id } = await fixture.person();
    expect(await fixture.account.update(actor, {}, origin)).toEqual(
      await fixture.account.get(actor),
    );
    const { items } = await fixture.audit.list({
      subjectId: id,
      action: 'account.updated',
      limit: 5,
    });
    expect(items).toEqual([]);
  });
});

describe('the sessions of an account', () => {
  test('are listed with device and network, without tokens', async () => {
    const here = await fixture.person();
    const phone = { ...VISITOR, device: 'Safari on iOS', network: '198.51.100.0/24' };
    await fixture.signIn(here.email, undefined, phone);
    const { sessions } = await fixture.account.listSessions(here.actor);
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

  test('are revoked one by one, at once and in every process', async () => {
    const here = await fixture.person();
    const there = await fixture.signIn(here.email);
    const { sessionId } = there.actor;
    await fixture.account.revokeSession(here.actor, { sessionId }, here.origin);
    expect(await fixture.another().authenticator.authenticate(there.token)).toEqual(ended);
    expect(await fixture.actorOf(here.token)).toMatchObject({ kind: 'account' });
    await expect(
      fixture.account.revokeSession(here.actor, { sessionId }, here.origin),
    ).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' });
  });

  test('cannot be revoked by another account', async () => {
    const here = await fixture.person();
    const other = await fixture.person();
    const { sessionId } = other.actor;
    await expect(
      fixture.account.revokeSession(here.actor, { sessionId }, here.origin),
    ).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' });
    expect(await fixture.actorOf(other.token)).toMatchObject({ kind: 'account' });
  });

  test('are all revoked except the caller’s', async () => {
    const here = await fixture.person();
    const others = [await fixture.signIn(here.email), await fixture.signIn(here.email)];
    await fixture.account.revokeOtherSessions(here.actor, here.origin);
    for (const { token } of others) {
      expect(await fixture.authenticator.authenticate(token)).toEqual(ended);
    }
    const { sessions } = await fixture.account.listSessions(here.actor);
    expect(sessions).toMatchObject([{ isCurrent: true }]);
  });
});
