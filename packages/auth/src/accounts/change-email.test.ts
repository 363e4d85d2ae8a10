import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, type Person, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const test = await useTestAuth();

const confirm = (token: string) => test.auth.confirmEmailChange({ token }, VISITOR);
const invalid = { reason: 'LINK_INVALID' };

/** Asks for a change to a new address; gives it and the secrets of both links. */
async function requestChange(person: Person, email = test.newEmail()) {
  expect(await test.account.requestEmailChange(person.actor, { email }, person.origin)).toEqual({
    acknowledged: true,
  });
  return { email, forOld: await test.linkTo(person.email), forNew: await test.linkTo(email) };
}

describe('changing the email address', () => {
  it.each(['old', 'new'] as const)(
    'happens when both sides have confirmed, the %s one first',
    async (firstSide) => {
      const person = await test.person();
      const { email, forOld, forNew } = await requestChange(person);
      const [first, second] = firstSide === 'old' ? [forOld, forNew] : [forNew, forOld];
      expect(await confirm(first)).toEqual({ isComplete: false });
      expect(await test.account.get(person.actor)).toMatchObject({ email: person.email });
      expect(await confirm(second)).toEqual({ isComplete: true });
      expect(await test.account.get(await test.actorOf(person.token))).toMatchObject({ email });
      await test.signIn(email);
      await expect(test.signIn(person.email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
      const told = (await test.mailsTo(person.email)).at(-1);
      expect(told?.text).toContain(email);
      expect(told?.text).not.toContain('#token=');
    },
  );

  it('takes one side twice for one side', async () => {
    const person = await test.person();
    const { forOld } = await requestChange(person);
    await confirm(forOld);
    await expect(confirm(forOld)).rejects.toMatchObject(invalid);
    expect(await test.account.get(person.actor)).toMatchObject({ email: person.email });
  });

  it('completes once when both sides confirm at once', async () => {
    const person = await test.person();
    const { email, forOld, forNew } = await requestChange(person);
    const results = await Promise.all([confirm(forOld), confirm(forNew)]);
    expect(results.filter(({ isComplete }) => isComplete)).toHaveLength(1);
    expect(await test.account.get(person.actor)).toMatchObject({ email });
    const { items } = await test.audit.list({ subjectId: person.id, limit: 50 });
    expect(items.filter(({ action }) => action === 'account.email-changed')).toHaveLength(1);
  });

  it('can only be confirmed as it was asked for last, and within a day', async () => {
    const person = await test.person();
    const before = await requestChange(person);
    const after = await requestChange(person);
    await expect(confirm(before.forOld)).rejects.toMatchObject(invalid);
    await expect(confirm(before.forNew)).rejects.toMatchObject(invalid);
    test.advance(24 * 60 * 60_000);
    await expect(confirm(after.forOld)).rejects.toMatchObject(invalid);
  });

  it('voids links to reset the password that wait in the old mailbox', async () => {
    const person = await test.person();
    const { forOld, forNew } = await requestChange(person);
    await test.auth.requestPasswordReset({ email: person.email }, VISITOR);
    const token = await test.linkTo(person.email);
    await confirm(forOld);
    await confirm(forNew);
    const reset = test.auth.resetPassword({ token, password: NEW_PASSWORD }, VISITOR);
    await expect(reset).rejects.toMatchObject(invalid);
  });

  it('that nobody confirmed is forgotten at the next sign-in after it ran out', async () => {
    const person = await test.person();
    await requestChange(person);
    const change = async () => (await test.database.accounts.find(person.id))?.emailChange;
    await test.signIn(person.email);
    expect(await change()).toMatchObject({ isNewConfirmed: false });
    test.advance(24 * 60 * 60_000);
    await test.signIn(person.email);
    expect(await change()).toBeNull();
  });

  it('answers the same for the address of another account, whose owner gets no link', async () => {
    const holder = await test.person();
    const person = await test.person();
    const answer = await test.account.requestEmailChange(
      person.actor,
      { email: holder.email },
      person.origin,
    );
    expect(answer).toEqual({ acknowledged: true });
    const told = (await test.mailsTo(holder.email)).at(-1);
    expect(told?.text).not.toContain('#token=');
    expect(told?.subject).toContain('named for another account');
    expect(await confirm(await test.linkTo(person.email))).toEqual({ isComplete: false });
  });

  it('fails when somebody else got the address meanwhile, and leaves the account as it was', async () => {
    const person = await test.person();
    const { email, forOld, forNew } = await requestChange(person);
    await confirm(forOld);
    await test.register(email);
    await expect(confirm(forNew)).rejects.toMatchObject({ reason: 'ACCOUNT_EMAIL_TAKEN' });
    await test.signIn(person.email);
  });

  it('may change no more than how the address is written', async () => {
    const person = await test.person();
    const { forOld, forNew, email } = await requestChange(person, person.email.toUpperCase());
    await confirm(forOld);
    expect(await confirm(forNew)).toEqual({ isComplete: true });
    expect(await test.account.get(person.actor)).toMatchObject({ email });
    await test.signIn(person.email);
  });
});
