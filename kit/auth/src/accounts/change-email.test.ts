import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, type Person, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const fixture = await useTestAuth();

const confirm = (token: string) => fixture.auth.confirmEmailChange({ token }, VISITOR);
const invalid = { reason: 'LINK_INVALID' };

/** Requests a change to a new address; returns it with the secrets of both links. */
async function requestChange(person: Person, email = fixture.newEmail()) {
  expect(await fixture.account.requestEmailChange(person.actor, { email }, person.origin)).toEqual({
    acknowledged: true,
  });
  return { email, forOld: await fixture.linkTo(person.email), forNew: await fixture.linkTo(email) };
}

describe('changing the email address', () => {
  test.each(['old', 'new'] as const)(
    'takes effect when both sides have confirmed, the %s one first',
    async (firstSide) => {
      const person = await fixture.person();
      const { email, forOld, forNew } = await requestChange(person);
      const [first, second] = firstSide === 'old' ? [forOld, forNew] : [forNew, forOld];
      expect(await confirm(first)).toEqual({ isComplete: false });
      expect(await fixture.account.get(person.actor)).toMatchObject({ email: person.email });
      expect(await confirm(second)).toEqual({ isComplete: true });
      expect(await fixture.account.get(await fixture.actorOf(person.token))).toMatchObject({
        email,
      });
      await fixture.signIn(email);
      await expect(fixture.signIn(person.email)).rejects.toMatchObject({
        reason: 'SIGN_IN_REJECTED',
      });
      const told = (await fixture.emailsTo(person.email)).at(-1);
      expect(told?.text).toContain(email);
      expect(told?.text).not.toContain('#token=');
    },
  );

  test('counts a repeated confirmation of one side once', async () => {
    const person = await fixture.person();
    const { forOld } = await requestChange(person);
    await confirm(forOld);
    await expect(confirm(forOld)).rejects.toMatchObject(invalid);
    expect(await fixture.account.get(person.actor)).toMatchObject({ email: person.email });
  });

  test('completes once when both sides confirm at once', async () => {
    const person = await fixture.person();
    const { email, forOld, forNew } = await requestChange(person);
    const results = await Promise.all([confirm(forOld), confirm(forNew)]);
    expect(results.filter(({ isComplete }) => isComplete)).toHaveLength(1);
    expect(await fixture.account.get(person.actor)).toMatchObject({ email });
    const { items } = await fixture.audit.list({ subjectId: person.id, limit: 50 });
    expect(items.filter(({ action }) => action === 'account.email-changed')).toHaveLength(1);
  });

  test('can be confirmed only for the latest request, and within a day', async () => {
    const person = await fixture.person();
    const before = await requestChange(person);
    const after = await requestChange(person);
    await expect(confirm(before.forOld)).rejects.toMatchObject(invalid);
    await expect(confirm(before.forNew)).rejects.toMatchObject(invalid);
    fixture.advance(24 * 60 * 60_000);
    await expect(confirm(after.forOld)).rejects.toMatchObject(invalid);
  });

  test('voids reset links that wait in the old mailbox', async () => {
    const person = await fixture.person();
    const { forOld, forNew } = await requestChange(person);
    await fixture.auth.requestPasswordReset({ email: person.email }, VISITOR);
    const token = await fixture.linkTo(person.email);
    await confirm(forOld);
    await confirm(forNew);
    const reset = fixture.auth.resetPassword({ token, password: NEW_PASSWORD }, VISITOR);
    await expect(reset).rejects.toMatchObject(invalid);
  });

  test('is forgotten at the next sign-in after it expired unconfirmed', async () => {
    const person = await fixture.person();
    await requestChange(person);
    const change = async () => (await fixture.database.accounts.find(person.id))?.emailChange;
    await fixture.signIn(person.email);
    expect(await change()).toMatchObject({ isNewConfirmed: false });
    fixture.advance(24 * 60 * 60_000);
    await fixture.signIn(person.email);
    expect(await change()).toBeNull();
  });

  test('responds the same for the address of another account, whose owner gets no link', async () => {
    const holder = await fixture.person();
    const person = await fixture.person();
    const answer = await fixture.account.requestEmailChange(
      person.actor,
      { email: holder.email },
      person.origin,
    );
    expect(answer).toEqual({ acknowledged: true });
    const told = (await fixture.emailsTo(holder.email)).at(-1);
    expect(told?.text).not.toContain('#token=');
    expect(told?.subject).toContain('requested for another account');
    expect(await confirm(await fixture.linkTo(person.email))).toEqual({ isComplete: false });
  });

  test('fails when another account got the address in the meantime, and changes nothing', async () => {
    const person = await fixture.person();
    const { email, forOld, forNew } = await requestChange(person);
    await confirm(forOld);
    await fixture.register(email);
    await expect(confirm(forNew)).rejects.toMatchObject({ reason: 'ACCOUNT_EMAIL_TAKEN' });
    await fixture.signIn(person.email);
  });

  test('may change only the spelling of the address', async () => {
    const person = await fixture.person();
    const { forOld, forNew, email } = await requestChange(person, person.email.toUpperCase());
    await confirm(forOld);
    expect(await confirm(forNew)).toEqual({ isComplete: true });
    expect(await fixture.account.get(person.actor)).toMatchObject({ email });
    await fixture.signIn(person.email);
  });
});
