import { requireRecent } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth } from '../testing/start-test-auth.ts';
import { enrol } from '../testing/totp-device.ts';

const test = await useTestAuth();

describe('proving once more who is there', () => {
  it('makes a session recent again, and only that one', async () => {
    const person = await test.person();
    const other = await test.signIn(person.email);
    expect(person.actor.isRecent).toBe(true);
    test.advance(15 * 60_000);
    const stale = await test.actorOf(person.token);
    expect(() => requireRecent(stale)).toThrow(
      expect.objectContaining({ reason: 'REAUTHENTICATION_REQUIRED' }),
    );
    await test.auth.reauthenticate(stale, { password: PASSWORD }, person.origin);
    expect(await test.actorOf(person.token)).toMatchObject({ isRecent: true });
    expect(await test.actorOf(other.token)).toMatchObject({ isRecent: false });
  });

  it('needs the right password', async () => {
    const { actor, origin, token } = await test.person();
    test.advance(15 * 60_000);
    const attempt = test.auth.reauthenticate(actor, { password: NEW_PASSWORD }, origin);
    await expect(attempt).rejects.toMatchObject({ reason: 'PASSWORD_INCORRECT' });
    expect(await test.actorOf(token)).toMatchObject({ isRecent: false });
  });

  it('needs the second factor too where there is one, and spends it', async () => {
    const { actor, origin, token } = await test.person();
    const device = await enrol(test, actor, origin);
    test.advance(15 * 60_000);
    const invalid = { reason: 'SECOND_FACTOR_INVALID' };
    const prove = (secondFactor?: { code: string }) =>
      test.auth.reauthenticate(
        actor,
        { password: PASSWORD, ...(secondFactor && { secondFactor }) },
        origin,
      );
    await expect(prove()).rejects.toMatchObject(invalid);
    await expect(prove({ code: device.wrongCode() })).rejects.toMatchObject(invalid);
    expect(await test.actorOf(token)).toMatchObject({ isRecent: false });
    const code = device.code();
    await prove({ code });
    expect(await test.actorOf(token)).toMatchObject({ isRecent: true });
    await expect(prove({ code })).rejects.toMatchObject(invalid);
  });

  it('does nothing for a session that has ended meanwhile', async () => {
    const { actor, origin } = await test.person();
    await test.auth.signOut(origin);
    await expect(
      test.auth.reauthenticate(actor, { password: PASSWORD }, origin),
    ).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
  });
});
