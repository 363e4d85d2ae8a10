import { describe, expect, it } from 'vitest';
import type { AuthLimits } from '../config.ts';
import { PASSWORD, UNLIMITED, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const test = await useTestAuth();

const limited = {
  reason: 'RATE_LIMITED',
  details: { retryAfterSeconds: expect.any(Number) },
};

let hosts = 0;
/** A source that nobody called from before. */
function newOrigin() {
  hosts += 1;
  return { ...VISITOR, source: `2001:db8:0:${hosts.toString(16)}::/64` };
}

const limitedTo = (limits: Partial<AuthLimits>) =>
  test.another({ config: { limits: { ...UNLIMITED, ...limits } } });

describe('mails that anybody can cause', () => {
  it('are limited by address, with an account or without', async () => {
    const { auth } = limitedTo({ mailAddress: { points: 2, seconds: 900 } });
    const input = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
    const known = test.newEmail();
    await test.register(known);
    const absent = test.newEmail();
    await test.auth.signUp({ ...input, email: absent }, newOrigin());
    for (const email of [known, absent]) {
      const signUp = () => auth.signUp({ ...input, email }, newOrigin());
      const reset = () => auth.requestPasswordReset({ email }, newOrigin());
      await signUp();
      await expect(signUp()).rejects.toMatchObject(limited);
      // By now a stranger has used up the sign-ups; the owner can still ask for a link.
      await reset();
      await reset();
      await expect(reset()).rejects.toMatchObject(limited);
    }
  });

  it('are not used up by passwords that are refused', async () => {
    const { auth } = limitedTo({ mailAddress: { points: 1, seconds: 900 } });
    const input = { email: test.newEmail(), name: 'Ana', locale: 'en' } as const;
    const signUp = (password: string) => auth.signUp({ ...input, password }, newOrigin());
    await expect(signUp('short')).rejects.toMatchObject({ reason: 'PASSWORD_UNACCEPTABLE' });
    expect(await signUp(PASSWORD)).toEqual({ acknowledged: true });
  });

  it('are limited by day for strangers together, and for a place of the owner by itself', async () => {
    const { auth } = limitedTo({ mailAddressDay: { points: 2, seconds: 900 } });
    const email = test.newEmail();
    await test.register(email);
    const home = newOrigin();
    await test.signIn(email, PASSWORD, home);
    const reset = (origin = newOrigin()) => auth.requestPasswordReset({ email }, origin);
    await reset();
    await reset();
    await expect(reset()).rejects.toMatchObject(limited);
    await reset(home);
    await reset(home);
    await expect(reset(home)).rejects.toMatchObject(limited);
  });

  it('that are refused for their address cost their source nothing', async () => {
    const { auth } = limitedTo({
      mailAddress: { points: 1, seconds: 900 },
      mailSource: { points: 2, seconds: 900 },
    });
    const office = newOrigin();
    const reset = (email: string) => auth.requestPasswordReset({ email }, office);
    const email = test.newEmail();
    await reset(email);
    for (let round = 0; round < 3; round += 1) {
      await expect(reset(email)).rejects.toMatchObject(limited);
    }
    await reset(test.newEmail());
  });

  it('cost their source something when the password is refused: judging it takes time', async () => {
    const { auth } = limitedTo({ mailSource: { points: 1, seconds: 900 } });
    const origin = newOrigin();
    const input = { email: test.newEmail(), name: 'Ana', locale: 'en', password: 'short' } as const;
    await expect(auth.signUp(input, origin)).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
    });
    await expect(auth.signUp(input, origin)).rejects.toMatchObject(limited);
  });

  it('are limited by source, and so are uses of links', async () => {
    const { auth } = limitedTo({ mailSource: { points: 2, seconds: 900 } });
    const origin = newOrigin();
    const token = 'x'.repeat(43);
    await auth.requestPasswordReset({ email: test.newEmail() }, origin);
    await expect(auth.verifyEmail({ token, password: PASSWORD }, origin)).rejects.toMatchObject({
      reason: 'LINK_INVALID',
    });
    const email = test.newEmail();
    await expect(auth.requestPasswordReset({ email }, origin)).rejects.toMatchObject(limited);
    const use = { token, password: PASSWORD };
    await expect(auth.resetPassword(use, origin)).rejects.toMatchObject(limited);
    await expect(auth.confirmEmailChange({ token }, origin)).rejects.toMatchObject(limited);
  });
});
