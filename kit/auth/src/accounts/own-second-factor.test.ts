import { createCipher } from '@trastienda/mongo';
import { describe, expect, test } from 'vitest';
import {
  FIRST_KEY,
  PASSWORD,
  type Person,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { createDevice, enrollTotp } from '../testing/totp-device.ts';
import { totpContext } from './totp-context.ts';

const fixture = await useTestAuth();

const invalid = { reason: 'SECOND_FACTOR_INVALID' };
const wrongState = { reason: 'SECOND_FACTOR_STATE_INVALID' };

/** Signs in by password and returns the challenge. */
async function challengeFor(email: string): Promise<string> {
  const outcome = await fixture.auth.signIn({ email, password: PASSWORD }, VISITOR);
  if (outcome.kind !== 'second-factor') throw new Error('No second factor is wanted.');
  return outcome.required.challenge;
}

const complete = (challenge: string, secondFactor: { code: string } | { recoveryCode: string }) =>
  fixture.auth.completeSignIn({ challenge, secondFactor }, VISITOR);

/** Creates an account with an authenticator app. */
async function enrolled() {
  const person = await fixture.person();
  return { person, device: await enrollTotp(fixture, person.actor, person.origin) };
}

const actionsOf = async ({ id }: Person) =>
  (await fixture.audit.list({ subjectId: id, limit: 50 })).items.map(({ action }) => action);

describe('an authenticator app', () => {
  test('is active from its first code on, is announced by email, and is never stored in plain text', async () => {
    const person = await fixture.person();
    const { actor, origin, email } = person;
    const { secret, uri } = await fixture.account.startTotp(actor, origin);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Trastienda/);
    expect(await fixture.account.get(actor)).toMatchObject({ hasSecondFactor: false });
    await fixture.signIn(email);
    const device = createDevice(fixture, secret);
    const wrong = fixture.account.confirmTotp(actor, { code: device.wrongCode() }, origin);
    await expect(wrong).rejects.toMatchObject(invalid);
    const confirmed = await fixture.account.confirmTotp(actor, { code: device.code() }, origin);
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect(await fixture.account.get(actor)).toMatchObject({
      hasSecondFactor: true,
      recoveryCodes: 10,
    });
    expect((await fixture.emailsTo(email)).length).toBeGreaterThan(1);
    const stored = JSON.stringify(await fixture.database.accounts.find(person.id));
    expect(stored).not.toContain(secret);
    for (const code of confirmed.recoveryCodes) expect(stored).not.toContain(code);
  });

  test('cannot be replaced while it is active, only after its removal', async () => {
    const { person } = await enrolled();
    const { actor, origin, email } = person;
    await expect(fixture.account.startTotp(actor, origin)).rejects.toMatchObject(wrongState);
    const confirm = fixture.account.confirmTotp(actor, { code: '123456' }, origin);
    await expect(confirm).rejects.toMatchObject(wrongState);
    await fixture.account.disableTotp(actor, origin);
    await expect(fixture.account.disableTotp(actor, origin)).rejects.toMatchObject(wrongState);
    await expect(fixture.account.replaceRecoveryCodes(actor, origin)).rejects.toMatchObject(
      wrongState,
    );
    expect(await fixture.account.get(actor)).toMatchObject({
      hasSecondFactor: false,
      recoveryCodes: 0,
    });
    await fixture.signIn(email);
    expect(await actionsOf(person)).toEqual(
      expect.arrayContaining(['account.second-factor-enabled', 'account.second-factor-disabled']),
    );
  });
});

describe('signing in with a second factor', () => {
  test('requires a code after the password, and starts no session before', async () => {
    const { person, device } = await enrolled();
    const challenge = await challengeFor(person.email);
    expect((await fixture.account.listSessions(person.actor)).sessions).toHaveLength(1);
    expect((await actionsOf(person))[0]).toBe('session.challenged');
    const outcome = await complete(challenge, { code: device.code() });
    expect(outcome).toMatchObject({
      kind: 'started',
      session: { signedIn: { account: { id: person.id, recoveryCodes: 10 } } },
    });
  });

  test('accepts a code once in its window, whatever challenge it comes with', async () => {
    const { person, device } = await enrolled();
    const code = device.code();
    await complete(await challengeFor(person.email), { code });
    const again = complete(await challengeFor(person.email), { code });
    await expect(again).rejects.toMatchObject(invalid);
  });

  test('lets in one of two callers with the same code', async () => {
    const { person, device } = await enrolled();
    const challenges = [await challengeFor(person.email), await challengeFor(person.email)];
    const code = device.code();
    const results = await Promise.allSettled(
      challenges.map((challenge) => complete(challenge, { code })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining(invalid),
    });
  });

  test('keeps a challenge open after a wrong code, and ends it with the right one or after 5 minutes', async () => {
    const { person, device } = await enrolled();
    const challenge = await challengeFor(person.email);
    const wrong = complete(challenge, { code: device.wrongCode() });
    await expect(wrong).rejects.toMatchObject(invalid);
    expect(await actionsOf(person)).toContain('session.rejected');
    await complete(challenge, { code: device.code() });
    fixture.advance(60_000);
    const spent = complete(challenge, { code: device.code() });
    await expect(spent).rejects.toMatchObject({ reason: 'LINK_INVALID' });

    const late = await challengeFor(person.email);
    fixture.advance(5 * 60_000);
    const tooLate = complete(late, { code: device.code() });
    await expect(tooLate).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  test('voids challenges when the password or the second factor is removed', async () => {
    const { person, device } = await enrolled();
    const challenge = await challengeFor(person.email);
    await fixture.account.disableTotp(person.actor, person.origin);
    await expect(complete(challenge, { code: device.code() })).rejects.toMatchObject({
      reason: 'LINK_INVALID',
    });
  });

  test('accepts each recovery code once, also from two callers at once, and returns how many are left', async () => {
    const { person, device } = await enrolled();
    const [first = '', second = ''] = device.recoveryCodes;
    const outcome = await complete(await challengeFor(person.email), { recoveryCode: first });
    expect(outcome).toMatchObject({ session: { signedIn: { account: { recoveryCodes: 9 } } } });
    const challenges = [await challengeFor(person.email), await challengeFor(person.email)];
    const again = complete(challenges[0] ?? '', { recoveryCode: first });
    await expect(again).rejects.toMatchObject(invalid);
    const results = await Promise.allSettled(
      challenges.map((challenge) => complete(challenge, { recoveryCode: second })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { items } = await fixture.audit.list({ action: 'account.recovery-code-used', limit: 2 });
    expect(items).toMatchObject([
      { subjectId: person.id, details: { left: 8 } },
      { subjectId: person.id, details: { left: 9 } },
    ]);
  });

  test('rejects recovery codes that were replaced', async () => {
    const { person, device } = await enrolled();
    const { recoveryCodes } = await fixture.account.replaceRecoveryCodes(
      person.actor,
      person.origin,
    );
    const challenge = await challengeFor(person.email);
    const [old = ''] = device.recoveryCodes;
    await expect(complete(challenge, { recoveryCode: old })).rejects.toMatchObject(invalid);
    await complete(challenge, { recoveryCode: recoveryCodes[0] ?? '' });
  });

  test('seals the secret with the new key after a rotation', async () => {
    const { person, device } = await enrolled();
    const secondKey = { id: 'second', key: new Uint8Array(32).fill(2) };
    const rotated = fixture.another({ config: { encryptionKeys: [secondKey, FIRST_KEY] } });
    const challenge = await challengeFor(person.email);
    await rotated.auth.completeSignIn(
      { challenge, secondFactor: { code: device.code() } },
      VISITOR,
    );
    const sealed = (await fixture.database.accounts.find(person.id))?.totp?.secret ?? '';
    const opened = createCipher([secondKey]).open(sealed, totpContext(person.id));
    expect(opened).toBe(device.secret);
  });
});
