import {
  AUTH_ACTIONS,
  AUTH_ERRORS,
  defineAccountSchemas,
  defineApiKeySchemas,
  defineAuditSchemas,
} from '@trastienda/auth-contract';
import { BASE_ERRORS, defineErrors, defineRoles } from '@trastienda/base';
import { createProcedureFinder, createProcedures } from '@trastienda/procedures';
import { describe, expect, test } from 'vitest';
import type { AuthServices } from '../services.ts';
import {
  NEW_PASSWORD,
  PASSWORD,
  type Person,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { ROLE_PERMISSIONS, TEST_ROLES } from '../testing/test-roles.ts';
import { createTestCalls, findTestProcedure, TEST_PATHS } from '../testing/test-router.ts';
import { createDevice } from '../testing/totp-device.ts';
import { createApiKeyProcedures } from './api-key-procedures.ts';
import { createAuditProcedures } from './audit-procedures.ts';
import { createAuthProcedures } from './auth-procedures.ts';

const fixture = await useTestAuth();
const done = { acknowledged: true };

const succeeded = new Set<string>();
const callsOf = (token?: string) =>
  createTestCalls(fixture, {
    ...(token !== undefined && { token }),
    onCall: ({ path, code }) => code === 'OK' && succeeded.add(path),
  });
const visitor = await callsOf();

/** Signs in by password and returns the token and the calls of the new session. */
async function signIn(email: string, password = PASSWORD) {
  const result = await visitor.auth.signIn({ email, password });
  if (result.status !== 'signed-in') return expect.unreachable('A second factor is required.');
  const token = result.token ?? '';
  return { token, session: result.session, calls: await callsOf(token) };
}

/** Returns the calls of an account with its session. */
async function callsOfPerson(person: Promise<Person>) {
  const { email, id, token } = await person;
  return { email, id, calls: await callsOf(token) };
}

const failsWith = (reason: string) => ({ cause: { reason } });

describe('A visitor', () => {
  test('signs up, verifies the address, signs in and out', async () => {
    const email = fixture.newEmail();
    const person = { email, password: PASSWORD, name: 'Ana' };
    expect(await visitor.auth.signUp(person)).toEqual(done);
    const link = { token: await fixture.linkTo(email), password: PASSWORD };
    expect(await visitor.auth.verifyEmail(link)).toEqual({ email });
    const { token, calls } = await signIn(email);
    expect(await calls.account.get()).toMatchObject({ email, role: 'member', permissions: [] });
    expect(await calls.auth.signOut()).toEqual(done);
    await expect((await callsOf(token)).account.get()).rejects.toMatchObject(
      failsWith('SESSION_ENDED'),
    );
  });

  test('sets a new password by an emailed link', async () => {
    const { email } = await fixture.person();
    expect(await visitor.auth.requestPasswordReset({ email })).toEqual(done);
    const token = await fixture.linkTo(email);
    expect(await visitor.auth.resetPassword({ token, password: NEW_PASSWORD })).toEqual(done);
    await signIn(email, NEW_PASSWORD);
  });

  test('reads neither accounts, API keys nor the audit log', async () => {
    const refused = failsWith('ACTOR_UNAUTHENTICATED');
    await expect(visitor.account.get()).rejects.toMatchObject(refused);
    await expect(visitor.accounts.list()).rejects.toMatchObject(refused);
    await expect(visitor.apiKeys.list()).rejects.toMatchObject(refused);
    await expect(visitor.audit.list()).rejects.toMatchObject(refused);
  });
});

describe('Every caller learns who it is', () => {
  test('a visitor, and one whose session has ended', async () => {
    const stranger = { kind: 'visitor', hasEndedSession: false, permissions: [] };
    expect(await visitor.auth.me()).toEqual(stranger);
    const { token } = await fixture.person();
    await (await callsOf(token)).auth.signOut();
    expect(await (await callsOf(token)).auth.me()).toEqual({ ...stranger, hasEndedSession: true });
  });

  test('an account, and staff with its permissions', async () => {
    const { calls } = await callsOfPerson(fixture.person());
    const account = await calls.account.get();
    const isRecent = true;
    expect(await calls.auth.me()).toEqual({ kind: 'account', account, permissions: [], isRecent });
    const manager = await callsOfPerson(fixture.person('manager'));
    const permissions = ROLE_PERMISSIONS.manager;
    expect(await manager.calls.auth.me()).toMatchObject({ kind: 'staff', permissions, isRecent });
  });

  test('an account that stopped being active during the call is a visitor', async () => {
    const { actor } = await fixture.person();
    const owner = await callsOfPerson(fixture.person('owner'));
    await owner.calls.accounts.disable({ id: actor.accountId });
    const origin = { ...VISITOR, actor };
    expect(await fixture.auth.me(origin)).toEqual({
      kind: 'visitor',
      hasEndedSession: true,
      permissions: [],
    });
  });

  test('another system, by the name and the permissions of its key', async () => {
    const { calls } = await callsOfPerson(fixture.person('owner'));
    const { key } = await calls.apiKeys.create({ name: 'erp', permissions: ['audit:read'] });
    expect(await (await callsOf(key)).auth.me()).toMatchObject({
      kind: 'machine',
      permissions: ['audit:read'],
    });
  });
});

describe('An account', () => {
  test('changes its name and its password', async () => {
    const { email, calls } = await callsOfPerson(fixture.person());
    expect(await calls.account.update({ name: 'Ida' })).toMatchObject({ email, name: 'Ida' });
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect(await calls.account.changePassword(passwords)).toEqual(done);
    await signIn(email, NEW_PASSWORD);
  });

  test('moves to a new address once both addresses have confirmed', async () => {
    const { email, calls } = await callsOfPerson(fixture.person());
    const newEmail = fixture.newEmail();
    expect(await calls.account.requestEmailChange({ email: newEmail })).toEqual(done);
    const confirm = async (address: string) =>
      visitor.auth.confirmEmailChange({ token: await fixture.linkTo(address) });
    expect(await confirm(email)).toEqual({ isComplete: false });
    expect(await confirm(newEmail)).toEqual({ isComplete: true });
    await signIn(newEmail);
  });

  test('lists its sessions, and ends one or all others', async () => {
    const { email } = await fixture.person();
    const { calls } = await signIn(email);
    const second = await signIn(email);
    const { sessions } = await calls.account.listSessions();
    expect(sessions.map(({ id }) => id)).toContain(second.session.id);
    const sessionId = second.session.id;
    expect(await calls.account.revokeSession({ sessionId })).toEqual(done);
    expect((await calls.account.listSessions()).sessions).toHaveLength(sessions.length - 1);
    expect(await calls.account.revokeOtherSessions()).toEqual(done);
    expect(await calls.account.listSessions()).toMatchObject({ sessions: [{ isCurrent: true }] });
  });

  test('signs in with an authenticator app, and removes it', async () => {
    const { email, calls } = await callsOfPerson(fixture.person());
    const { secret } = await calls.account.startTotp();
    const device = createDevice(fixture, secret);
    const { recoveryCodes } = await calls.account.confirmTotp({ code: device.code() });
    const [replacement = ''] = (await calls.account.replaceRecoveryCodes()).recoveryCodes;
    expect(recoveryCodes).not.toContain(replacement);

    const challenged = await visitor.auth.signIn({ email, password: PASSWORD });
    if (challenged.status !== 'second-factor-required') return expect.unreachable();
    const signedIn = await visitor.auth.completeSignIn({
      challenge: challenged.challenge,
      secondFactor: { recoveryCode: replacement },
    });
    expect(signedIn).toMatchObject({ status: 'signed-in', token: expect.stringMatching(/^ts_/) });

    expect(await calls.account.disableTotp()).toEqual(done);
    expect(await calls.account.get()).toMatchObject({ hasSecondFactor: false });
  });

  test('proves its identity again before it deletes itself', async () => {
    const person = await fixture.person();
    fixture.advance(3600 * 1000);
    const stale = await callsOf(person.token);
    await expect(stale.account.delete()).rejects.toMatchObject(
      failsWith('REAUTHENTICATION_REQUIRED'),
    );
    expect(await stale.auth.reauthenticate({ password: PASSWORD })).toEqual(done);
    const recent = await callsOf(person.token);
    expect(await recent.account.delete()).toEqual(done);
    await expect(
      visitor.auth.signIn({ email: person.email, password: PASSWORD }),
    ).rejects.toMatchObject(failsWith('SIGN_IN_REJECTED'));
  });
});

describe('Staff', () => {
  test('find an account, change its role, and disable and enable it', async () => {
    const owner = await callsOfPerson(fixture.person('owner'));
    const { id, email } = await fixture.person();
    const { items } = await owner.calls.accounts.list({ email });
    expect(items).toMatchObject([{ id, email, role: 'member' }]);
    expect(await owner.calls.accounts.setRole({ id, role: 'staff' })).toMatchObject({
      role: 'staff',
    });
    const isoTime = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(await owner.calls.accounts.disable({ id })).toMatchObject({ disabledAt: isoTime });
    expect(await owner.calls.accounts.enable({ id })).toMatchObject({ disabledAt: null });
    expect(await owner.calls.accounts.get({ id })).toMatchObject({ email, role: 'staff' });
  });

  test('remove the second factor of a person who lost it', async () => {
    const owner = await callsOfPerson(fixture.person('owner'));
    const { id, calls } = await callsOfPerson(fixture.person());
    const device = createDevice(fixture, (await calls.account.startTotp()).secret);
    await calls.account.confirmTotp({ code: device.code() });
    expect(await owner.calls.accounts.removeSecondFactor({ id })).toMatchObject({
      hasSecondFactor: false,
    });
  });

  test('create an API key, list it and revoke it', async () => {
    const { calls } = await callsOfPerson(fixture.person('owner'));
    const { apiKey, key } = await calls.apiKeys.create({
      name: 'robot',
      permissions: ['audit:read'],
    });
    expect(await (await callsOf(key)).audit.list({ limit: 1 })).toMatchObject({
      items: [{ action: 'api-key.created', subjectId: apiKey.id }],
    });
    expect((await calls.apiKeys.list()).items).toContainEqual(
      expect.objectContaining({ id: apiKey.id, revokedAt: null }),
    );
    expect(await calls.apiKeys.revoke({ id: apiKey.id })).toMatchObject({ id: apiKey.id });
    await expect(callsOf(key)).rejects.toMatchObject({ reason: 'TOKEN_INVALID' });
  });

  test('do only what the permissions of their role allow', async () => {
    const { id } = await fixture.person();
    const { calls } = await callsOfPerson(fixture.person('manager'));
    expect(await calls.accounts.get({ id })).toMatchObject({ id });
    const refused = failsWith('PERMISSION_MISSING');
    await expect(calls.accounts.disable({ id })).rejects.toMatchObject(refused);
    await expect(calls.apiKeys.list()).rejects.toMatchObject(refused);
  });
});

describe('The metadata', () => {
  test.each([
    ['auth.signIn', { access: 'public', cost: 7, limits: ['entry'] }],
    ['auth.reauthenticate', { access: 'own', cost: 7, limits: ['entry', 'proof'] }],
    ['account.changePassword', { access: 'own', cost: 7, limits: ['proof'] }],
    ['account.delete', { access: 'own', recent: true, limits: ['proof'] }],
    ['accounts.list', { access: 'accounts:read', recent: false }],
    ['accounts.setRole', { access: 'accounts:write', recent: true }],
    ['apiKeys.create', { access: 'api-keys:write', recent: true, limits: ['proof'] }],
    ['audit.list', { access: 'audit:read', recent: false }],
  ])('of %s names the limits and permissions of the application', (path, meta) => {
    expect(findTestProcedure(path)?.meta).toMatchObject(meta);
  });
});

describe('An application', () => {
  const roles = defineRoles({ permissions: ['keys'], roles: { reader: [], chief: ['keys'] } });
  type Services = Pick<AuthServices<'reader' | 'chief', 'keys'>, 'auth' | 'apiKeys'>;
  const bases = createProcedures<{ readonly services: Services }>()({
    errors: defineErrors(BASE_ERRORS, AUTH_ERRORS),
    roles,
    limits: ['entry'],
  });
  const limits = { auth: 'entry', secrets: 'entry' } as const;

  test('has the procedures of some services, and names no other permissions', () => {
    const auth = createAuthProcedures(bases, defineAccountSchemas(roles), { limits });
    const apiKeys = createApiKeyProcedures(bases, defineApiKeySchemas(roles), {
      limits,
      permissions: { writeApiKeys: 'keys' },
    });
    const find = createProcedureFinder(bases.t.router({ auth, apiKeys }));
    expect(find('auth.signUp')?.meta).toMatchObject({
      ...{ access: 'public', cost: 10, limits: ['entry'] },
    });
    expect(find('apiKeys.list')?.meta).toMatchObject({ access: 'keys', recent: false });
  });

  test('does not compile with a service, limit, permission or role that it lacks', () => {
    const refused = () => {
      // @ts-expect-error The context has no `audit`.
      createAuditProcedures(bases, defineAuditSchemas(AUTH_ACTIONS), {
        permissions: { readAudit: 'keys' },
      });
      createAuthProcedures(bases, defineAccountSchemas(roles), {
        // @ts-expect-error The limit is called `entry`.
        limits: { auth: 'auth', secrets: 'entry' },
      });
      createApiKeyProcedures(bases, defineApiKeySchemas(roles), {
        limits,
        // @ts-expect-error The permission is called `keys`.
        permissions: { writeApiKeys: 'api-keys:write' },
      });
      // @ts-expect-error These are the roles of another application.
      createAuthProcedures(bases, defineAccountSchemas(TEST_ROLES.roles), { limits });
    };
    expect(refused).toBeTypeOf('function');
  });
});

test('Every procedure is called by a test above', () => {
  expect([...succeeded].sort()).toEqual(TEST_PATHS);
});
