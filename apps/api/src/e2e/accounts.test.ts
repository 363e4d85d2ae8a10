import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import {
  createTokenClient,
  failureOf,
  NEW_PASSWORD,
  newEmail,
  openBrowser,
  PASSWORD,
  person,
  reasonOf,
  register,
  signIn,
} from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

/** An authenticator app. Each code works once, so the next one is taken a step ahead of time. */
function authenticatorApp(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return { code: (step = 0) => totp.generate({ timestamp: Date.now() + step * 30_000 }) };
}

describe('a person who signs up', () => {
  test('has an account only after following the link in the email', async () => {
    const { visitor, emails } = backend;
    const email = newEmail();
    const input = { email, password: PASSWORD, name: 'Ana', locale: 'es' as const };
    expect(await visitor.auth.signUp.mutate(input)).toEqual({ acknowledged: true });
    expect(await reasonOf(visitor.auth.signIn.mutate(input))).toBe('ORIGIN_REJECTED');
    const { client } = createTokenClient(backend);
    expect(await reasonOf(client.auth.signIn.mutate(input))).toBe('SIGN_IN_REJECTED');

    const [message] = await emails.to(email);
    expect(message?.links[0]).toMatch(/^https:\/\/shop\.example\/verify-email#token=/);
    const token = await emails.secretFor(email);
    const verify = (password: string) => visitor.auth.verifyEmail.mutate({ token, password });
    expect(await reasonOf(verify(`not ${PASSWORD}`))).toBe('PASSWORD_INCORRECT');
    expect(await verify(PASSWORD)).toEqual({ email });
    expect(await reasonOf(verify(PASSWORD))).toBe('LINK_INVALID');
    const signedIn = await client.auth.signIn.mutate({ email, password: PASSWORD });
    expect(signedIn).toMatchObject({
      status: 'signed-in',
      account: { email, name: 'Ana', locale: 'es', role: 'customer', permissions: [] },
      session: { isCurrent: true },
    });
  });

  test('learns why a password is rejected', async () => {
    const call = backend.visitor.auth.signUp.mutate({
      ...{ email: newEmail(), name: 'Ana', password: 'short' },
    });
    const { reason, fields } = await failureOf(call);
    expect(reason).toBe('PASSWORD_UNACCEPTABLE');
    expect(Object.keys(fields)).toEqual(['password']);
  });

  test('does not learn whether an address has an account; its owner does', async () => {
    const { visitor, emails } = backend;
    const { email } = await person(backend);
    const again = { email: email.toUpperCase(), password: NEW_PASSWORD, name: 'Eva' };
    expect(await visitor.auth.signUp.mutate(again)).toEqual({ acknowledged: true });
    const [message] = await emails.to(email);
    expect(message?.links.some((link) => link.includes('token='))).toBe(false);
    await signIn(backend, email);
  });
});

describe('a session', () => {
  test('is in a cookie that scripts cannot read, and ends at sign-out', async () => {
    const email = newEmail();
    await register(backend, email);
    const { client, cookies } = openBrowser(backend);
    const result = await client.auth.signIn.mutate({ email, password: PASSWORD });
    expect(result).toMatchObject({ status: 'signed-in', token: null });
    expect([...cookies.keys()]).toEqual(['trastienda']);
    const kept = cookies.get('trastienda') ?? '';
    expect((await client.account.get.query()).email).toBe(email);

    await client.auth.signOut.mutate();
    expect([...cookies.keys()]).toEqual([]);
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    cookies.set('trastienda', kept);
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect([...cookies.keys()]).toEqual([]);
  });

  test('is a token for programs, which is accepted wherever it is presented', async () => {
    const { email, token, client } = await person(backend);
    expect((await client.account.get.query()).email).toBe(email);
    expect((await backend.client({ token }).account.get.query()).email).toBe(email);
    await client.auth.signOut.mutate();
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    expect(await reasonOf(backend.client({ token }).account.get.query())).toBe('SESSION_ENDED');
  });

  test('is listed beside the others of its owner, who can end each', async () => {
    const { email, client } = await person(backend);
    const firefox = 'Mozilla/5.0 (Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0';
    const second = await signIn(backend, email, PASSWORD, { headers: { 'user-agent': firefox } });
    const third = await signIn(backend, email);
    const { sessions } = await client.account.listSessions.query();
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    const inFirefox = sessions.find(({ device }) => device === 'Firefox on Windows');
    expect(inFirefox).toMatchObject({ isCurrent: false, address: '127.0.0.0/24' });

    const sessionId = inFirefox?.id ?? '';
    await client.account.revokeSession.mutate({ sessionId });
    expect(await reasonOf(second.client.account.get.query())).toBe('SESSION_ENDED');
    const again = client.account.revokeSession.mutate({ sessionId });
    expect(await reasonOf(again)).toBe('SESSION_NOT_FOUND');
    await third.client.account.get.query();
    await client.account.revokeOtherSessions.mutate();
    expect(await reasonOf(third.client.account.get.query())).toBe('SESSION_ENDED');
    expect((await client.account.listSessions.query()).sessions).toHaveLength(1);
  });

  test('of another account cannot be ended, nor distinguished from an unknown one', async () => {
    const ana = await person(backend);
    const eva = await person(backend);
    const [session] = (await eva.client.account.listSessions.query()).sessions;
    const call = ana.client.account.revokeSession.mutate({ sessionId: session?.id ?? '' });
    expect(await reasonOf(call)).toBe('SESSION_NOT_FOUND');
    await eva.client.account.get.query();
  });

  test('notifies its program once when it has ended', async () => {
    const { email, client: other } = await person(backend);
    const ended: (string | null)[] = [];
    const { client, token } = await signIn(backend, email, PASSWORD, {
      onSessionEnded: (event) => ended.push(event.token),
    });
    await other.account.revokeOtherSessions.mutate();
    await client.catalog.list.query({}, { context: { cached: false } });
    expect(await reasonOf(client.account.get.query())).toBe('ACTOR_UNAUTHENTICATED');
    expect(ended).toEqual([token]);
  });
});

describe('a password', () => {
  test('can be changed with the current one, which ends the other sessions', async () => {
    const { email, client } = await person(backend);
    const other = await signIn(backend, email);
    const wrong = { currentPassword: NEW_PASSWORD, newPassword: NEW_PASSWORD };
    expect(await failureOf(client.account.changePassword.mutate(wrong))).toMatchObject({
      reason: 'PASSWORD_INCORRECT',
      httpStatus: 403,
    });
    await client.account.changePassword.mutate({ ...wrong, currentPassword: PASSWORD });
    expect((await client.account.get.query()).email).toBe(email);
    expect(await reasonOf(other.client.account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(signIn(backend, email))).toBe('SIGN_IN_REJECTED');
    await signIn(backend, email, NEW_PASSWORD);
    expect(await backend.emails.to(email)).toHaveLength(2);
  });

  test('is reset by a link that works once, which ends all sessions', async () => {
    const { visitor, emails } = backend;
    const { email, client } = await person(backend);
    await visitor.auth.requestPasswordReset.mutate({ email });
    const token = await emails.secretFor(email);
    const weak = { token, password: 'password' };
    expect(await reasonOf(visitor.auth.resetPassword.mutate(weak))).toBe('PASSWORD_UNACCEPTABLE');
    const input = { token, password: NEW_PASSWORD };
    await visitor.auth.resetPassword.mutate(input);
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(visitor.auth.resetPassword.mutate(input))).toBe('LINK_INVALID');
    await signIn(backend, email, NEW_PASSWORD);
  });

  test('reset responds the same for an address without an account', async () => {
    const email = newEmail();
    const { visitor, emails } = backend;
    expect(await visitor.auth.requestPasswordReset.mutate({ email })).toEqual({
      acknowledged: true,
    });
    expect((await emails.to(email)).flatMap(({ links }) => links.join())).not.toContain('token=');
  });
});

describe('an email address', () => {
  test('changes when the old and the new address have confirmed', async () => {
    const { visitor, emails } = backend;
    const { email, client } = await person(backend);
    const next = newEmail();
    await client.account.requestEmailChange.mutate({ email: next });
    const fromOld = { token: await emails.secretFor(email) };
    expect(await visitor.auth.confirmEmailChange.mutate(fromOld)).toEqual({ isComplete: false });
    expect((await client.account.get.query()).email).toBe(email);
    const fromNew = { token: await emails.secretFor(next) };
    expect(await visitor.auth.confirmEmailChange.mutate(fromNew)).toEqual({ isComplete: true });
    await signIn(backend, next);
    expect(await reasonOf(signIn(backend, email))).toBe('SIGN_IN_REJECTED');
  });
});

describe('a second factor', () => {
  async function enrol() {
    const somebody = await person(backend);
    const { secret, uri } = await somebody.client.account.startTotp.mutate();
    expect(uri).toMatch(/^otpauth:\/\/totp\//);
    const app = authenticatorApp(secret);
    const { recoveryCodes } = await somebody.client.account.confirmTotp.mutate({
      code: app.code(),
    });
    return { ...somebody, app, recoveryCodes };
  }

  async function challengeOf(email: string) {
    const { client, storage } = createTokenClient(backend);
    const result = await client.auth.signIn.mutate({ email, password: PASSWORD });
    if (result.status !== 'second-factor-required') throw new Error('No second factor is wanted.');
    expect(await storage.get()).toBeNull();
    return { client, storage, challenge: result.challenge };
  }

  test('is required at sign-in, and accepts each code once', async () => {
    const { email, app } = await enrol();
    const { client, storage, challenge } = await challengeOf(email);
    const wrong = client.auth.completeSignIn.mutate({
      ...{ challenge, secondFactor: { code: app.code(-50) } },
    });
    expect(await reasonOf(wrong)).toBe('SECOND_FACTOR_INVALID');
    const secondFactor = { code: app.code(1) };
    const result = await client.auth.completeSignIn.mutate({ challenge, secondFactor });
    expect(result).toMatchObject({ status: 'signed-in', account: { hasSecondFactor: true } });
    expect(await storage.get()).toMatch(/^ts_/);

    const second = await challengeOf(email);
    const replayed = second.client.auth.completeSignIn.mutate({
      ...{ challenge: second.challenge, secondFactor },
    });
    expect(await reasonOf(replayed)).toBe('SECOND_FACTOR_INVALID');
    const spent = client.auth.completeSignIn.mutate({
      ...{ challenge, secondFactor: { code: app.code(1) } },
    });
    expect(await reasonOf(spent)).toBe('LINK_INVALID');
  });

  test('can be replaced by a recovery code, which is accepted once', async () => {
    const { email, recoveryCodes } = await enrol();
    expect(recoveryCodes).toHaveLength(10);
    const secondFactor = { recoveryCode: recoveryCodes[0]?.toUpperCase() ?? '' };
    const first = await challengeOf(email);
    const result = await first.client.auth.completeSignIn.mutate({
      ...{ challenge: first.challenge, secondFactor },
    });
    expect(result).toMatchObject({ account: { recoveryCodes: 9 } });
    const second = await challengeOf(email);
    const again = second.client.auth.completeSignIn.mutate({
      ...{ challenge: second.challenge, secondFactor },
    });
    expect(await reasonOf(again)).toBe('SECOND_FACTOR_INVALID');
  });

  test('can be removed, and its recovery codes renewed', async () => {
    const { email, client, recoveryCodes } = await enrol();
    const renewed = await client.account.replaceRecoveryCodes.mutate();
    expect(renewed.recoveryCodes).not.toContain(recoveryCodes[0]);
    await client.account.disableTotp.mutate();
    expect(await reasonOf(client.account.disableTotp.mutate())).toBe('SECOND_FACTOR_STATE_INVALID');
    await signIn(backend, email);
  });
});

describe('an account', () => {
  test('is renamed by its owner', async () => {
    const { client } = await person(backend);
    const renamed = await client.account.update.mutate({ name: 'Ana María', locale: 'es' });
    expect(renamed).toMatchObject({ name: 'Ana María', locale: 'es' });
    expect(await client.account.get.query()).toEqual(renamed);
  });

  test('is deleted by its owner: no personal data remains, and the address is free', async () => {
    const { email, id, client, token } = await person(backend);
    await client.account.delete.mutate();
    expect(await reasonOf(backend.client({ token }).account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(signIn(backend, email))).toBe('SIGN_IN_REJECTED');
    const tombstone = await backend.staff.admin.accounts.get.query({ id });
    expect(tombstone).toMatchObject({ email: null, deletedAt: expect.any(String) });
    expect(tombstone.name).not.toBe('Ana');
    await register(backend, email);
    expect((await signIn(backend, email)).id).not.toBe(id);
  });
});

describe('a dangerous call', () => {
  test('requires a recent sign-in, or the password again', async () => {
    const { client, id } = await person(backend);
    await backend.server.withClient((mongo) =>
      mongo
        .db()
        .collection('sessions')
        .updateMany({ accountId: id }, { $set: { 'attributes.authenticatedAt': new Date(0) } }),
    );
    const change = () => client.account.requestEmailChange.mutate({ email: newEmail() });
    expect(await failureOf(change())).toMatchObject({
      reason: 'REAUTHENTICATION_REQUIRED',
      httpStatus: 403,
    });
    const wrong = client.auth.reauthenticate.mutate({ password: NEW_PASSWORD });
    expect(await reasonOf(wrong)).toBe('PASSWORD_INCORRECT');
    expect(await reasonOf(change())).toBe('REAUTHENTICATION_REQUIRED');
    await client.auth.reauthenticate.mutate({ password: PASSWORD });
    expect(await change()).toEqual({ acknowledged: true });
  });
});
