import type { CallOrigin } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import type { AuthLimits } from '../config.ts';
import { limited, limitedProcess, newOrigin } from '../testing/limits.ts';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { createDevice, enrollTotp } from '../testing/totp-device.ts';
import { DEFAULT_LIMITS } from './default-limits.ts';

const fixture = await useTestAuth();

const rejected = { reason: 'SIGN_IN_REJECTED' };
/** Creates another process with these limits. */
function limitedTo(limits: Partial<AuthLimits>) {
  const { auth, account } = limitedProcess(fixture, limits);
  return {
    account,
    auth,
    signIn: (email: string, password: string, origin = VISITOR) =>
      auth.signIn({ email, password }, origin),
  };
}

describe('wrong passwords', () => {
  test('of one account from one source are limited, over all processes', async () => {
    const { email } = await fixture.person();
    const processes = [1, 2].map(() => limitedTo({ signInPair: { points: 4, seconds: 900 } }));
    const origin = newOrigin();
    for (const { signIn } of [...processes, ...processes]) {
      await expect(signIn(email, NEW_PASSWORD, origin)).rejects.toMatchObject(rejected);
    }
    for (const { signIn } of processes) {
      await expect(signIn(email, PASSWORD, origin)).rejects.toMatchObject(limited);
      expect(await signIn(email, PASSWORD, newOrigin())).toMatchObject({ kind: 'started' });
    }
  });

  test('are counted before they are verified, so that concurrent ones cannot exceed the limit', async () => {
    const { email } = await fixture.person();
    const { signIn } = limitedTo({ signInPair: { points: 5, seconds: 900 } });
    const origin = newOrigin();
    await expect(signIn(email, NEW_PASSWORD, origin)).rejects.toMatchObject(rejected);
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () => signIn(email, NEW_PASSWORD, origin)),
    );
    const reasons = results.map((result) => result.status === 'rejected' && result.reason.reason);
    expect(reasons.filter((reason) => reason === 'SIGN_IN_REJECTED')).toHaveLength(4);
    expect(reasons.filter((reason) => reason === 'RATE_LIMITED')).toHaveLength(26);
  });

  test('are forgotten after the right one, and right ones never count', async () => {
    const { email } = await fixture.person();
    const { signIn } = limitedTo({
      signInPair: { points: 3, seconds: 900 },
      signInAccount: { points: 3, seconds: 900 },
      signInSource: { points: 3, seconds: 900 },
    });
    const origin = newOrigin();
    for (let round = 0; round < 5; round += 1) await signIn(email, PASSWORD, origin);
    await expect(signIn(email, NEW_PASSWORD, origin)).rejects.toMatchObject(rejected);
    for (let round = 0; round < 5; round += 1) await signIn(email, PASSWORD, origin);
  });

  test('are limited alike for an address without an account', async () => {
    const { signIn } = limitedTo({ signInPair: { points: 1, seconds: 900 } });
    const email = fixture.newEmail();
    const origin = newOrigin();
    await expect(signIn(email, PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(email, PASSWORD, origin)).rejects.toMatchObject(limited);
    await expect(signIn(email.toUpperCase(), PASSWORD, origin)).rejects.toMatchObject(limited);
  });

  test('from one source are limited across all accounts', async () => {
    const { signIn } = limitedTo({ signInSource: { points: 2, seconds: 900 } });
    const origin = newOrigin();
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(limited);
  });

  test('from strangers lock out strangers, but not the owner at a familiar source', async () => {
    const { signIn } = limitedTo({ signInAccount: { points: 3, seconds: 900 } });
    const email = fixture.newEmail();
    await fixture.register(email);
    const home = newOrigin();
    await signIn(email, PASSWORD, home);
    for (let round = 0; round < 3; round += 1) {
      await expect(signIn(email, NEW_PASSWORD, newOrigin())).rejects.toMatchObject(rejected);
    }
    await expect(signIn(email, PASSWORD, newOrigin())).rejects.toMatchObject(limited);
    expect(await signIn(email, PASSWORD, home)).toMatchObject({ kind: 'started' });
  });

  test('from strangers do not lock the owner out of a new source, once the mailbox was proved', async () => {
    const { auth, signIn } = limitedTo({ signInAccount: { points: 1, seconds: 900 } });
    const email = fixture.newEmail();
    await fixture.register(email);
    await expect(signIn(email, NEW_PASSWORD, newOrigin())).rejects.toMatchObject(rejected);
    const newPlace = newOrigin();
    await expect(signIn(email, PASSWORD, newPlace)).rejects.toMatchObject(limited);
    await auth.requestPasswordReset({ email }, newPlace);
    const token = await fixture.linkTo(email);
    await auth.resetPassword({ token, password: NEW_PASSWORD }, newPlace);
    expect(await signIn(email, NEW_PASSWORD, newPlace)).toMatchObject({ kind: 'started' });
  });

  test('that one limit rejects consume points of no other', async () => {
    const email = fixture.newEmail();
    await fixture.register(email);
    const { signIn } = limitedTo({
      signInPair: { points: 2, seconds: 900 },
      signInAccount: { points: 5, seconds: 900 },
      signInSource: { points: 3, seconds: 900 },
    });
    const office = newOrigin();
    const home = newOrigin();
    for (let round = 0; round < 2; round += 1) {
      await expect(signIn(email, NEW_PASSWORD, office)).rejects.toMatchObject(rejected);
    }
    // A program of the owner keeps using an old password.
    for (let round = 0; round < 8; round += 1) {
      await expect(signIn(email, NEW_PASSWORD, office)).rejects.toMatchObject(limited);
    }
    const colleague = fixture.newEmail();
    await fixture.register(colleague);
    expect(await signIn(colleague, PASSWORD, office)).toMatchObject({ kind: 'started' });
    expect(await signIn(email, PASSWORD, home)).toMatchObject({ kind: 'started' });
  });

  test('do not block right ones after a burst', async () => {
    const { email } = await fixture.person();
    const { signIn } = limitedTo({ signInSource: { points: 3, seconds: 900 } });
    const office = newOrigin();
    await Promise.allSettled(Array.from({ length: 12 }, () => signIn(email, PASSWORD, office)));
    expect(await signIn(email, PASSWORD, office)).toMatchObject({ kind: 'started' });
  });

  test('of the owner at a new source are forgotten once the mailbox was proved', async () => {
    const { auth, signIn } = limitedTo({
      signInPair: { points: 1, seconds: 900 },
      signInAccount: { points: 1, seconds: 900 },
    });
    const email = fixture.newEmail();
    await fixture.register(email);
    const place = newOrigin();
    await expect(signIn(email, NEW_PASSWORD, place)).rejects.toMatchObject(rejected);
    for (let round = 0; round < 3; round += 1) {
      await expect(signIn(email, PASSWORD, place)).rejects.toMatchObject(limited);
    }
    await auth.requestPasswordReset({ email }, place);
    const token = await fixture.linkTo(email);
    await auth.resetPassword({ token, password: NEW_PASSWORD }, place);
    expect(await signIn(email, NEW_PASSWORD, place)).toMatchObject({ kind: 'started' });
  });
});

describe('wrong passwords of a signed-in account', () => {
  const incorrect = { reason: 'PASSWORD_INCORRECT' };
  const passwords = { currentPassword: NEW_PASSWORD, newPassword: NEW_PASSWORD };

  test('are limited by session, whatever their purpose, and block no other session', async () => {
    const { actor, origin, email } = await fixture.person();
    const other = await fixture.signIn(email);
    const { auth, account } = limitedTo({ ownPassword: { points: 2, seconds: 900 } });
    const prove = (from = actor, password = PASSWORD) =>
      auth.reauthenticate(from, { password }, origin);
    await expect(prove(actor, NEW_PASSWORD)).rejects.toMatchObject(incorrect);
    await expect(account.changePassword(actor, passwords, origin)).rejects.toMatchObject(incorrect);
    await expect(prove()).rejects.toMatchObject(limited);
    await prove(other.actor);
  });

  test('are not reset by another correct secret', async () => {
    const { actor, origin } = await fixture.person();
    const { account } = limitedTo({ ownPassword: { points: 2, seconds: 900 } });
    const guess = () => account.changePassword(actor, passwords, origin);
    await expect(guess()).rejects.toMatchObject(incorrect);
    await enrollTotp({ ...fixture, account }, actor, origin);
    await account.disableTotp(actor, origin);
    await expect(guess()).rejects.toMatchObject(incorrect);
    await enrollTotp({ ...fixture, account }, actor, origin);
    await expect(guess()).rejects.toMatchObject(limited);
  });

  test('do not keep the owner from signing in with a second factor', async () => {
    const { actor, origin, email } = await fixture.person();
    const device = await enrollTotp(fixture, actor, origin);
    const few = { points: 2, seconds: 900 };
    const { auth, account } = limitedTo({ ownPassword: few, secondFactor: few, enrollment: few });
    for (let round = 0; round < 5; round += 1) {
      await account.changePassword(actor, passwords, origin).catch(() => undefined);
    }
    const outcome = await auth.signIn({ email, password: PASSWORD }, newOrigin());
    const challenge = outcome.kind === 'second-factor' ? outcome.required.challenge : '';
    const complete = auth.completeSignIn(
      { challenge, secondFactor: { code: device.code() } },
      newOrigin(),
    );
    expect(await complete).toMatchObject({ kind: 'started' });
  });
});

describe('first codes of an authenticator app that are wrong', () => {
  test('are limited by session', async () => {
    const { actor, origin, email } = await fixture.person();
    const other = await fixture.signIn(email);
    const { account } = limitedTo({ enrollment: { points: 1, seconds: 900 } });
    const { secret } = await account.startTotp(actor, origin);
    const device = createDevice(fixture, secret);
    const confirm = (code: string, from = actor) => account.confirmTotp(from, { code }, origin);
    await expect(confirm(device.wrongCode())).rejects.toMatchObject({
      reason: 'SECOND_FACTOR_INVALID',
    });
    await expect(confirm(device.code())).rejects.toMatchObject(limited);
    expect((await confirm(device.code(), other.actor)).recoveryCodes).toHaveLength(10);
  });
});

describe('wrong second factors', () => {
  const invalid = { reason: 'SECOND_FACTOR_INVALID' };

  /** Creates an account with an authenticator app, whose password attackers know. */
  const enrolled = async (limits: Partial<AuthLimits>) => {
    const person = await fixture.person();
    const device = await enrollTotp(fixture, person.actor, person.origin);
    const { account, auth } = limitedTo(limits);
    const attempt = async (code: string, password = PASSWORD) => {
      const from = newOrigin();
      const outcome = await auth.signIn({ email: person.email, password }, from);
      const challenge = outcome.kind === 'second-factor' ? outcome.required.challenge : '';
      return auth.completeSignIn({ challenge, secondFactor: { code } }, from);
    };
    return { ...person, device, account, auth, attempt };
  };

  test('are limited by account, whatever source and challenge they come with', async () => {
    const { attempt, device } = await enrolled({ secondFactor: { points: 3, seconds: 900 } });
    for (let round = 0; round < 3; round += 1) {
      await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    }
    await expect(attempt(device.code())).rejects.toMatchObject(limited);
  });

  test('are also limited in a session, where the password is right', async () => {
    const { actor, auth, device, origin } = await enrolled({
      secondFactor: { points: 1, seconds: 900 },
    });
    const prove = (code: string) =>
      auth.reauthenticate(actor, { password: PASSWORD, secondFactor: { code } }, origin);
    await expect(prove(device.wrongCode())).rejects.toMatchObject(invalid);
    await expect(prove(device.code())).rejects.toMatchObject(limited);
  });

  test('of a day are not reset when the owner signs in', async () => {
    const { attempt, device } = await enrolled({ secondFactorDay: { points: 2, seconds: 900 } });
    await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    expect(await attempt(device.code())).toMatchObject({ kind: 'started' });
    fixture.advance(60_000);
    await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    await expect(attempt(device.code())).rejects.toMatchObject(limited);
  });

  test('stop locking the owner out after a password reset, once a day', async () => {
    const { account, actor, attempt, auth, device, email, origin } = await enrolled({
      secondFactorDay: { points: 1, seconds: 900 },
    });
    await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    await expect(attempt(device.code())).rejects.toMatchObject(limited);
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await account.changePassword(actor, change, origin);
    await expect(attempt(device.wrongCode(), NEW_PASSWORD)).rejects.toMatchObject(invalid);
    await auth.requestPasswordReset({ email }, newOrigin());
    const token = await fixture.linkTo(email);
    await auth.resetPassword({ token, password: PASSWORD }, newOrigin());
    await expect(attempt(device.code())).rejects.toMatchObject(limited);
  });

  test('that accumulate are reported to the owner by email, once', async () => {
    const { attempt, device, email } = await enrolled({});
    const warnings = async () =>
      (await fixture.emailsTo(email)).filter(({ subject }) =>
        subject.startsWith('Sign-in attempts'),
      );
    for (let round = 0; round < 4; round += 1) await attempt(device.wrongCode()).catch(() => null);
    expect(await warnings()).toHaveLength(0);
    for (let round = 0; round < 4; round += 1) await attempt(device.wrongCode()).catch(() => null);
    expect(await warnings()).toHaveLength(1);
  });

  test('do not make a source familiar, although the password was right', async () => {
    const { auth, device, email } = await enrolled({ signInAccount: { points: 2, seconds: 900 } });
    const challengeAt = async (origin: CallOrigin, password = PASSWORD) => {
      const outcome = await auth.signIn({ email, password }, origin);
      return outcome.kind === 'second-factor' ? outcome.required.challenge : '';
    };
    const [theirs, mine] = [newOrigin(), newOrigin()];
    await challengeAt(theirs);
    const secondFactor = { code: device.code() };
    await auth.completeSignIn({ challenge: await challengeAt(mine), secondFactor }, mine);
    for (let round = 0; round < 2; round += 1) {
      await expect(challengeAt(newOrigin(), NEW_PASSWORD)).rejects.toMatchObject(rejected);
    }
    await expect(challengeAt(theirs)).rejects.toMatchObject(limited);
    expect(await challengeAt(mine)).not.toBe('');
  });
});

describe('the counters', () => {
  test('contain no email address and no network address', async () => {
    const { email } = await fixture.person();
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    await fixture.server.withClient(async (client) => {
      const stored = JSON.stringify(await client.db().collection('rate_limits').find().toArray());
      expect(stored).toContain('sign-in-pair');
      expect(stored).not.toContain(email);
      expect(stored).not.toContain(VISITOR.source);
    });
  });

  test('allow few enough second factors by default for a year of guessing to fail', () => {
    const { points, seconds } = DEFAULT_LIMITS.secondFactorDay;
    const guessesAYear = (points * 365 * 24 * 60 * 60) / seconds;
    // Three codes are valid at a time.
    expect(1 - (1 - 3 / 1_000_000) ** guessesAYear).toBeLessThan(0.025);
  });
});
