import { failAtEachWrite } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { OPERATOR_ORIGIN } from '../testing/test-roles.ts';
import { createDevice, enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

/** All stored data except counters, which do not take part in transactions. */
const everything = () => fixture.server.contents({ except: ['rate_limits'] });

type Prepared = () => Promise<unknown>;

async function challenged() {
  const person = await fixture.person();
  const device = await enrollTotp(fixture, person.actor, person.origin);
  const outcome = await fixture.auth.signIn({ email: person.email, password: PASSWORD }, VISITOR);
  const challenge = outcome.kind === 'second-factor' ? outcome.required.challenge : '';
  return { person, device, challenge };
}

/** Each use case that writes, ready to run. */
const USE_CASES: Readonly<Record<string, () => Promise<Prepared>>> = {
  'signing up': async () => {
    const input = {
      email: fixture.newEmail(),
      password: PASSWORD,
      name: 'Ana',
      locale: 'en',
    } as const;
    return () => fixture.auth.signUp(input, VISITOR);
  },
  'following the link of a sign-up': async () => {
    const email = fixture.newEmail();
    await fixture.auth.signUp({ email, password: PASSWORD, name: 'Ana', locale: 'en' }, VISITOR);
    const token = await fixture.linkTo(email);
    return () => fixture.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
  },
  'signing in': async () => {
    const { email } = await fixture.person();
    return () => fixture.auth.signIn({ email, password: PASSWORD }, VISITOR);
  },
  'signing in with a code': async () => {
    const { device, challenge } = await challenged();
    const secondFactor = { code: device.code() };
    return () => fixture.auth.completeSignIn({ challenge, secondFactor }, VISITOR);
  },
  'signing in with a recovery code': async () => {
    const { device, challenge } = await challenged();
    const [recoveryCode = ''] = device.recoveryCodes;
    return () =>
      fixture.auth.completeSignIn({ challenge, secondFactor: { recoveryCode } }, VISITOR);
  },
  'signing out': async () => {
    const { origin } = await fixture.person();
    return () => fixture.auth.signOut(origin);
  },
  'asking for a reset': async () => {
    const { email } = await fixture.person();
    return () => fixture.auth.requestPasswordReset({ email }, VISITOR);
  },
  'resetting a password': async () => {
    const { email } = await fixture.person();
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    const input = { token: await fixture.linkTo(email), password: NEW_PASSWORD };
    return () => fixture.auth.resetPassword(input, VISITOR);
  },
  'changing a password': async () => {
    const { actor, origin } = await fixture.person();
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    return () => fixture.account.changePassword(actor, passwords, origin);
  },
  'proving who is there': async () => {
    const { person, device } = await challenged();
    const input = { password: PASSWORD, secondFactor: { code: device.code() } };
    return () => fixture.auth.reauthenticate(person.actor, input, person.origin);
  },
  'asking for a change of address': async () => {
    const { actor, origin } = await fixture.person();
    const email = fixture.newEmail();
    return () => fixture.account.requestEmailChange(actor, { email }, origin);
  },
  'completing a change of address': async () => {
    const { actor, origin, email: before } = await fixture.person();
    const email = fixture.newEmail();
    await fixture.account.requestEmailChange(actor, { email }, origin);
    await fixture.auth.confirmEmailChange({ token: await fixture.linkTo(before) }, VISITOR);
    const token = await fixture.linkTo(email);
    return () => fixture.auth.confirmEmailChange({ token }, VISITOR);
  },
  'changing a profile': async () => {
    const { actor, origin } = await fixture.person();
    return () => fixture.account.update(actor, { name: 'Ana María' }, origin);
  },
  'adding a second factor': async () => {
    const { actor, origin } = await fixture.person();
    const { secret } = await fixture.account.startTotp(actor, origin);
    const code = createDevice(fixture, secret).code();
    return () => fixture.account.confirmTotp(actor, { code }, origin);
  },
  'taking a second factor off': async () => {
    const { person } = await challenged();
    return () => fixture.account.disableTotp(person.actor, person.origin);
  },
  'replacing recovery codes': async () => {
    const { person } = await challenged();
    return () => fixture.account.replaceRecoveryCodes(person.actor, person.origin);
  },
  'revoking a session': async () => {
    const { email, actor, origin } = await fixture.person();
    const { sessionId } = (await fixture.signIn(email)).actor;
    return () => fixture.account.revokeSession(actor, { sessionId }, origin);
  },
  'revoking other sessions': async () => {
    const { email, actor, origin } = await fixture.person();
    await fixture.signIn(email);
    return () => fixture.account.revokeOtherSessions(actor, origin);
  },
  'deleting an account': async () => {
    await fixture.person('owner');
    const { actor, origin } = await fixture.person('owner');
    return () => fixture.account.delete(actor, origin);
  },
  'changing a role': async () => {
    await fixture.person('owner');
    const { id, origin } = await fixture.person('owner');
    return () => fixture.accounts.setRole({ id, role: 'member' }, origin);
  },
  'disabling an account': async () => {
    const { id } = await fixture.person();
    return () => fixture.accounts.disable({ id }, OPERATOR_ORIGIN);
  },
  'enabling an account': async () => {
    const { id } = await fixture.person();
    await fixture.accounts.disable({ id }, OPERATOR_ORIGIN);
    return () => fixture.accounts.enable({ id }, OPERATOR_ORIGIN);
  },
  'taking a second factor off somebody': async () => {
    const { person } = await challenged();
    const { id } = person;
    return () => fixture.accounts.removeSecondFactor({ id }, OPERATOR_ORIGIN);
  },
  'making an API key': async () => {
    const { origin } = await fixture.person('owner');
    const input = { name: 'ERP', permissions: ['audit:read' as const], expiresInDays: 1 };
    return () => fixture.apiKeys.create(input, origin);
  },
  'revoking an API key': async () => {
    const { origin } = await fixture.person('owner');
    const input = { name: 'ERP', permissions: ['audit:read' as const], expiresInDays: 1 };
    const { id } = (await fixture.apiKeys.create(input, origin)).apiKey;
    return () => fixture.apiKeys.revoke({ id }, origin);
  },
  'making an owner': async () => {
    const input = { email: fixture.newEmail(), name: 'Ana' };
    return () => fixture.operator.makeOwner(input);
  },
  'making an owner of an account': async () => {
    const { person } = await challenged();
    const input = { email: person.email, name: 'Ana' };
    return () => fixture.operator.makeOwner(input);
  },
};

describe('a fault of the database', () => {
  test.for(Object.entries(USE_CASES))(
    'in any write of %s leaves no partial change, and the call can be repeated',
    async ([, prepare], { skip }) => {
      if (fixture.server.embedded === undefined) {
        return skip('fail points are of the embedded database');
      }
      const run = await prepare();
      const before = await everything();
      const failures = await failAtEachWrite(fixture.server.uri, run, async () => {
        expect(await everything()).toBe(before);
      });
      // At least the change, its audit entry, and the commit.
      expect(failures).toBeGreaterThanOrEqual(3);
      expect(await everything()).not.toBe(before);
    },
  );
});
