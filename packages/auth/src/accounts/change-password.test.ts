import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, PASSWORD, type Person, useTestAuth } from '../testing/start-test-auth.ts';

const test = await useTestAuth();

const change = (
  { actor, origin }: Person,
  currentPassword = PASSWORD,
  newPassword = NEW_PASSWORD,
) => test.account.changePassword(actor, { currentPassword, newPassword }, origin);
const ended = { kind: 'anonymous', hasEndedSession: true };

describe('changing the password', () => {
  it('keeps the session that asked, ends all others and says so by mail', async () => {
    const person = await test.person();
    const other = await test.signIn(person.email);
    await change(person);
    expect(await test.actorOf(person.token)).toMatchObject({ accountId: person.id });
    expect(await test.authenticator.authenticate(other.token)).toEqual(ended);
    await expect(test.signIn(person.email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    await test.signIn(person.email, NEW_PASSWORD);
    expect((await test.mailsTo(person.email)).at(-1)?.subject).toMatch(/password/i);
  });

  it('needs the present password, and changes nothing without it', async () => {
    const person = await test.person();
    await expect(change(person, NEW_PASSWORD)).rejects.toMatchObject({
      reason: 'PASSWORD_INCORRECT',
    });
    await test.signIn(person.email);
    const { items } = await test.audit.list({ subjectId: person.id, limit: 10 });
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'session.rejected',
        details: { reason: 'PASSWORD_INCORRECT' },
      }),
    );
  });

  it('refuses a new password that the owner is known by', async () => {
    const person = await test.person();
    await expect(change(person, PASSWORD, person.email)).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
      fields: { newPassword: [expect.any(String)] },
    });
  });

  it('voids links to reset it and changes of address that wait', async () => {
    const person = await test.person();
    await test.auth.requestPasswordReset({ email: person.email }, person.origin);
    const resetToken = await test.linkTo(person.email);
    const email = test.newEmail();
    await test.account.requestEmailChange(person.actor, { email }, person.origin);
    const confirmations = [await test.linkTo(email), await test.linkTo(person.email)];
    await change(person);
    const invalid = { reason: 'LINK_INVALID' };
    const reset = { token: resetToken, password: NEW_PASSWORD };
    await expect(test.auth.resetPassword(reset, person.origin)).rejects.toMatchObject(invalid);
    for (const token of confirmations) {
      await expect(test.auth.confirmEmailChange({ token }, person.origin)).rejects.toMatchObject(
        invalid,
      );
    }
  });

  it('leaves no session that the old password began, however the two race', async () => {
    for (let round = 0; round < 10; round += 1) {
      const person = await test.person();
      const [attempt] = await Promise.allSettled([test.signIn(person.email), change(person)]);
      const { sessions } = await test.account.listSessions(person.actor);
      expect(sessions.map(({ id }) => id)).toEqual([person.actor.sessionId]);
      if (attempt.status === 'rejected') continue;
      expect(await test.authenticator.authenticate(attempt.value.token)).toEqual(ended);
    }
  });
});
