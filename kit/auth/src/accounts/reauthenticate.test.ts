import { requireRecent } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth } from '../testing/start-test-auth.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

describe('re-authentication', () => {
  test('makes a session recent again, and only that one', async () => {
    const person = await fixture.person();
    const other = await fixture.signIn(person.email);
    expect(person.actor.isRecent).toBe(true);
    fixture.advance(15 * 60_000);
    const stale = await fixture.actorOf(person.token);
    expect(() => requireRecent(stale)).toThrow(
      expect.objectContaining({ reason: 'REAUTHENTICATION_REQUIRED' }),
    );
    await fixture.auth.reauthenticate(stale, { password: PASSWORD }, person.origin);
    expect(await fixture.actorOf(person.token)).toMatchObject({ isRecent: true });
    expect(await fixture.actorOf(other.token)).toMatchObject({ isRecent: false });
  });

  test('requires the correct password', async () => {
    const { actor, origin, token } = await fixture.person();
    fixture.advance(15 * 60_000);
    const attempt = fixture.auth.reauthenticate(actor, { password: NEW_PASSWORD }, origin);
    await expect(attempt).rejects.toMatchObject({ reason: 'PASSWORD_INCORRECT' });
    expect(await fixture.actorOf(token)).toMatchObject({ isRecent: false });
  });

  test('requires and consumes the second factor, if the account has one', async () => {
    const { actor, origin, token } = await fixture.person();
    const device = await enrollTotp(fixture, actor, origin);
    fixture.advance(15 * 60_000);
    const invalid = { reason: 'SECOND_FACTOR_INVALID' };
    const prove = (secondFactor?: { code: string }) =>
      fixture.auth.reauthenticate(
        actor,
        { password: PASSWORD, ...(secondFactor && { secondFactor }) },
        origin,
      );
    await expect(prove()).rejects.toMatchObject(invalid);
    await expect(prove({ code: device.wrongCode() })).rejects.toMatchObject(invalid);
    expect(await fixture.actorOf(token)).toMatchObject({ isRecent: false });
    const code = device.code();
    await prove({ code });
    expect(await fixture.actorOf(token)).toMatchObject({ isRecent: true });
    await expect(prove({ code })).rejects.toMatchObject(invalid);
  });

  test('does nothing for a session that has ended in the meantime', async () => {
    const { actor, origin } = await fixture.person();
    await fixture.auth.signOut(origin);
    await expect(
      fixture.auth.reauthenticate(actor, { password: PASSWORD }, origin),
    ).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
  });
});
