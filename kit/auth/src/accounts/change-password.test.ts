import { runCount } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, PASSWORD, type Person, useTestAuth } from '../testing/start-test-auth.ts';

const fixture = await useTestAuth();

const change = (
  { actor, origin }: Person,
  currentPassword = PASSWORD,
  newPassword = NEW_PASSWORD,
) => fixture.account.changePassword(actor, { currentPassword, newPassword }, origin);
const ended = { kind: 'anonymous', hasEndedSession: true };

describe('changing the password', () => {
  test('keeps the session of the caller, ends all others and sends a notice', async () => {
    const person = await fixture.person();
    const other = await fixture.signIn(person.email);
    await change(person);
    expect(await fixture.actorOf(person.token)).toMatchObject({ accountId: person.id });
    expect(await fixture.authenticator.authenticate(other.token)).toEqual(ended);
    await expect(fixture.signIn(person.email)).rejects.toMatchObject({
      reason: 'SIGN_IN_REJECTED',
    });
    await fixture.signIn(person.email, NEW_PASSWORD);
    expect((await fixture.emailsTo(person.email)).at(-1)?.subject).toMatch(/password/i);
  });

  test('requires the current password, and changes nothing without it', async () => {
    const person = await fixture.person();
    await expect(change(person, NEW_PASSWORD)).rejects.toMatchObject({
      reason: 'PASSWORD_INCORRECT',
    });
    await fixture.signIn(person.email);
    const { items } = await fixture.audit.list({ subjectId: person.id, limit: 10 });
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'session.rejected',
        details: { reason: 'PASSWORD_INCORRECT' },
      }),
    );
  });

  test('rejects a new password made of the owner’s name or address', async () => {
    const person = await fixture.person();
    await expect(change(person, PASSWORD, person.email)).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
      fields: { newPassword: [expect.any(String)] },
    });
  });

  test('voids pending reset links and changes of address', async () => {
    const person = await fixture.person();
    await fixture.auth.requestPasswordReset({ email: person.email }, person.origin);
    const resetToken = await fixture.linkTo(person.email);
    const email = fixture.newEmail();
    await fixture.account.requestEmailChange(person.actor, { email }, person.origin);
    const confirmations = [await fixture.linkTo(email), await fixture.linkTo(person.email)];
    await change(person);
    const invalid = { reason: 'LINK_INVALID' };
    const reset = { token: resetToken, password: NEW_PASSWORD };
    await expect(fixture.auth.resetPassword(reset, person.origin)).rejects.toMatchObject(invalid);
    for (const token of confirmations) {
      await expect(fixture.auth.confirmEmailChange({ token }, person.origin)).rejects.toMatchObject(
        invalid,
      );
    }
  });

  test('leaves no session started with the old password, however the two race', async () => {
    for (let round = 0; round < runCount(3, 10); round += 1) {
      const person = await fixture.person();
      const [attempt] = await Promise.allSettled([fixture.signIn(person.email), change(person)]);
      const { sessions } = await fixture.account.listSessions(person.actor);
      expect(sessions.map(({ id }) => id)).toEqual([person.actor.sessionId]);
      if (attempt.status === 'rejected') continue;
      expect(await fixture.authenticator.authenticate(attempt.value.token)).toEqual(ended);
    }
  });
});
