import { describe, expect, test } from 'vitest';
import type { AuthLimits } from '../config.ts';
import { limited, limitedProcess, newOrigin } from '../testing/limits.ts';
import { PASSWORD, useTestAuth } from '../testing/start-test-auth.ts';

const fixture = await useTestAuth();

const limitedTo = (limits: Partial<AuthLimits>) => limitedProcess(fixture, limits);

describe('emails that visitors can cause', () => {
  test('are limited by address, with or without an account', async () => {
    const { auth } = limitedTo({ emailAddress: { points: 2, seconds: 900 } });
    const input = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
    const known = fixture.newEmail();
    await fixture.register(known);
    const absent = fixture.newEmail();
    await fixture.auth.signUp({ ...input, email: absent }, newOrigin());
    for (const email of [known, absent]) {
      const signUp = () => auth.signUp({ ...input, email }, newOrigin());
      const reset = () => auth.requestPasswordReset({ email }, newOrigin());
      await signUp();
      await expect(signUp()).rejects.toMatchObject(limited);
      // By now a stranger has used up the sign-ups; the owner can still request a reset link.
      await reset();
      await reset();
      await expect(reset()).rejects.toMatchObject(limited);
    }
  });

  test('are not used up by rejected passwords', async () => {
    const { auth } = limitedTo({ emailAddress: { points: 1, seconds: 900 } });
    const input = { email: fixture.newEmail(), name: 'Ana', locale: 'en' } as const;
    const signUp = (password: string) => auth.signUp({ ...input, password }, newOrigin());
    await expect(signUp('short')).rejects.toMatchObject({ reason: 'PASSWORD_UNACCEPTABLE' });
    expect(await signUp(PASSWORD)).toEqual({ acknowledged: true });
  });

  test('are limited by day for all strangers together, and separately for a familiar source', async () => {
    const { auth } = limitedTo({ emailAddressDay: { points: 2, seconds: 900 } });
    const email = fixture.newEmail();
    await fixture.register(email);
    const home = newOrigin();
    await fixture.signIn(email, PASSWORD, home);
    const reset = (origin = newOrigin()) => auth.requestPasswordReset({ email }, origin);
    await reset();
    await reset();
    await expect(reset()).rejects.toMatchObject(limited);
    await reset(home);
    await reset(home);
    await expect(reset(home)).rejects.toMatchObject(limited);
  });

  test('that are rejected by address do not count for their source', async () => {
    const { auth } = limitedTo({
      emailAddress: { points: 1, seconds: 900 },
      emailSource: { points: 2, seconds: 900 },
    });
    const office = newOrigin();
    const reset = (email: string) => auth.requestPasswordReset({ email }, office);
    const email = fixture.newEmail();
    await reset(email);
    for (let round = 0; round < 3; round += 1) {
      await expect(reset(email)).rejects.toMatchObject(limited);
    }
    await reset(fixture.newEmail());
  });

  test('count for their source when the password is rejected, because judging it takes time', async () => {
    const { auth } = limitedTo({ emailSource: { points: 1, seconds: 900 } });
    const origin = newOrigin();
    const input = {
      email: fixture.newEmail(),
      name: 'Ana',
      locale: 'en',
      password: 'short',
    } as const;
    await expect(auth.signUp(input, origin)).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
    });
    await expect(auth.signUp(input, origin)).rejects.toMatchObject(limited);
  });

  test('are limited by source, and so are uses of links', async () => {
    const { auth } = limitedTo({ emailSource: { points: 2, seconds: 900 } });
    const origin = newOrigin();
    const token = 'x'.repeat(43);
    await auth.requestPasswordReset({ email: fixture.newEmail() }, origin);
    await expect(auth.verifyEmail({ token, password: PASSWORD }, origin)).rejects.toMatchObject({
      reason: 'LINK_INVALID',
    });
    const email = fixture.newEmail();
    await expect(auth.requestPasswordReset({ email }, origin)).rejects.toMatchObject(limited);
    const use = { token, password: PASSWORD };
    await expect(auth.resetPassword(use, origin)).rejects.toMatchObject(limited);
    await expect(auth.confirmEmailChange({ token }, origin)).rejects.toMatchObject(limited);
  });
});
