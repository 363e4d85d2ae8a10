import type { CallOrigin } from '@trastienda/contract';
import { describe, expect, test } from 'vitest';
import type { AuthLimits } from '../config.ts';
import {
  NEW_PASSWORD,
  PASSWORD,
  UNLIMITED,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { createDevice, enrollTotp } from '../testing/totp-device.ts';
import { DEFAULT_LIMITS } from './default-limits.ts';

const fixture = await useTestAuth();

const rejected = { reason: 'SIGN_IN_REJECTED' };
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

/** Another process with these limits in place of none. */
function limitedTo(limits: Partial<AuthLimits>) {
  const { auth, account } = fixture.another({ config: { limits: { ...UNLIMITED, ...limits } } });
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

  test('are counted before they are verified, so that of many at once no more get through', async () => {
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

  test('are forgotten once the right one comes, and right ones never count', async () => {
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

  test('are limited alike for an address that has no account', async () => {
    const { signIn } = limitedTo({ signInPair: { points: 1, seconds: 900 } });
    const email = fixture.newEmail();
    const origin = newOrigin();
    await expect(signIn(email, PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(email, PASSWORD, origin)).rejects.toMatchObject(limited);
    await expect(signIn(email.toUpperCase(), PASSWORD, origin)).rejects.toMatchObject(limited);
  });

  test('from one source are limited whatever the account', async () => {
    const { signIn } = limitedTo({ signInSource: { points: 2, seconds: 900 } });
    const origin = newOrigin();
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(rejected);
    await expect(signIn(fixture.newEmail(), PASSWORD, origin)).rejects.toMatchObject(limited);
  });

  test('from strangers lock strangers out, not the owner where they have been before', async () => {
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

  test('from strangers do not lock the owner out of a new place, once the mailbox was proved', async () => {
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

  test('that one limit refuses consume points of no other', async () => {
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
    // Somebody's program goes on with an old password.
    for (let round = 0; round < 8; round += 1) {
      await expect(signIn(email, NEW_PASSWORD, office)).rejects.toMatchObject(limited);
    }
    const colleague = fixture.newEmail();
    await fixture.register(colleague);
    expect(await signIn(colleague, PASSWORD, office)).toMatchObject({ kind: 'started' });
    expect(await signIn(email, PASSWORD, home)).toMatchObject({ kind: 'started' });
  });

  test('do not stand in the way of right ones once a burst of those is over', async () => {
    const { email } = await fixture.person();
    const { signIn } = limitedTo({ signInSource: { points: 3, seconds: 900 } });
    const office = newOrigin();
    await Promise.allSettled(Array.from({ length: 12 }, () => signIn(email, PASSWORD, office)));
    expect(await signIn(email, PASSWORD, office)).toMatchObject({ kind: 'started' });
  });

  test('of the owner in a new place are forgotten once the mailbox was proved', async () => {
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

describe('wrong passwords of somebody who is signed in', () => {
  const incorrect = { reason: 'PASSWORD_INCORRECT' };
  const passwords = { currentPassword: NEW_PASSWORD, newPassword: NEW_PASSWORD };

  test('are limited by session, whatever they are for, and keep nobody out of another', async () => {
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

  test('are not forgiven for getting something else right', async () => {
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

  /** Somebody with an authenticator app, whose password others know. */
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

  test('are limited in a session too, where the password is right', async () => {
    const { actor, auth, device, origin } = await enrolled({
      secondFactor: { points: 1, seconds: 900 },
    });
    const prove = (code: string) =>
      auth.reauthenticate(actor, { password: PASSWORD, secondFactor: { code } }, origin);
    await expect(prove(device.wrongCode())).rejects.toMatchObject(invalid);
    await expect(prove(device.code())).rejects.toMatchObject(limited);
  });

  test('of a day are not forgiven when the owner signs in', async () => {
    const { attempt, device } = await enrolled({ secondFactorDay: { points: 2, seconds: 900 } });
    await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    expect(await attempt(device.code())).toMatchObject({ kind: 'started' });
    fixture.advance(60_000);
    await expect(attempt(device.wrongCode())).rejects.toMatchObject(invalid);
    await expect(attempt(device.code())).rejects.toMatchObject(limited);
  });

  test('no longer keep the owner out when the password was reset, once a day', async () => {
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

  test('that pile up are told to the owner by email, once', async () => {
    const { attempt, device, email } = await enrolled({});
    const warnings = async () =>
      (await fixture.emailsTo(email)).filter(({ subject }) =>
        subject.startsWith('Somebody is trying'),
      );
    for (let round = 0; round < 4; round += 1) await attempt(device.wrongCode()).catch(() => null);
    expect(await warnings()).toHaveLength(0);
    for (let round = 0; round < 4; round += 1) await attempt(device.wrongCode()).catch(() => null);
    expect(await warnings()).toHaveLength(1);
  });

  test('leave a place a stranger, although the password was right there', async () => {
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
  test('hold no email address and no network address', async () => {
    const { email } = await fixture.person();
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    await fixture.server.withClient(async (client) => {
      const stored = JSON.stringify(await client.db().collection('rate_limits').find().toArray());
      expect(stored).toContain('sign-in-pair');
      expect(stored).not.toContain(email);
      expect(stored).not.toContain(VISITOR.source);
    });
  });

  test('allow few enough second factors for a year of guessing to fail, unless told otherwise', () => {
    const { points, seconds } = DEFAULT_LIMITS.secondFactorDay;
    const guessesAYear = (points * 365 * 24 * 60 * 60) / seconds;
    // Three codes are right at a time.
    expect(1 - (1 - 3 / 1_000_000) ** guessesAYear).toBeLessThan(0.025);
  });
});
