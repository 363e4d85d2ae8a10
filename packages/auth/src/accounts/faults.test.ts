import { OPERATOR_ORIGIN } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { createDevice, enrol } from '../testing/totp-device.ts';

const test = await useTestAuth();

/** What a transaction of MongoDB changes data by. */
const WRITES = ['insert', 'update', 'delete', 'findAndModify', 'commitTransaction'];
/** DocumentValidationFailure: nothing that the driver would try again. */
const FAULT = { failCommands: WRITES, errorCode: 121, errorLabels: [] };

/** Lets `skip` writes pass and the next one fail; null lets all pass. */
async function failAfter(skip: number | null): Promise<void> {
  const mode = skip === null ? 'off' : { skip, times: 1 };
  await test.server.withClient((client) =>
    client.db('admin').command({ configureFailPoint: 'failCommand', mode, data: FAULT }),
  );
}

/** All that is stored but counters, which take no part in transactions. */
async function everything(): Promise<string> {
  const stored: [string, unknown][] = [];
  await test.server.withClient(async (client) => {
    for (const collection of await client.db().collections()) {
      if (collection.collectionName === 'rate_limits') continue;
      const documents = await collection.find().sort({ _id: 1 }).toArray();
      stored.push([collection.collectionName, documents]);
    }
  });
  return JSON.stringify(stored.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Prepared = () => Promise<unknown>;

async function challenged() {
  const person = await test.person();
  const device = await enrol(test, person.actor, person.origin);
  const outcome = await test.auth.signIn({ email: person.email, password: PASSWORD }, VISITOR);
  const challenge = outcome.kind === 'second-factor' ? outcome.required.challenge : '';
  return { person, device, challenge };
}

/** Each use case that writes, ready to be run. */
const USE_CASES: Readonly<Record<string, () => Promise<Prepared>>> = {
  'signing up': async () => {
    const input = {
      email: test.newEmail(),
      password: PASSWORD,
      name: 'Ana',
      locale: 'en',
    } as const;
    return () => test.auth.signUp(input, VISITOR);
  },
  'following the link of a sign-up': async () => {
    const email = test.newEmail();
    await test.auth.signUp({ email, password: PASSWORD, name: 'Ana', locale: 'en' }, VISITOR);
    const token = await test.linkTo(email);
    return () => test.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
  },
  'signing in': async () => {
    const { email } = await test.person();
    return () => test.auth.signIn({ email, password: PASSWORD }, VISITOR);
  },
  'signing in with a code': async () => {
    const { device, challenge } = await challenged();
    const secondFactor = { code: device.code() };
    return () => test.auth.completeSignIn({ challenge, secondFactor }, VISITOR);
  },
  'signing in with a recovery code': async () => {
    const { device, challenge } = await challenged();
    const [recoveryCode = ''] = device.recoveryCodes;
    return () => test.auth.completeSignIn({ challenge, secondFactor: { recoveryCode } }, VISITOR);
  },
  'signing out': async () => {
    const { origin } = await test.person();
    return () => test.auth.signOut(origin);
  },
  'asking for a reset': async () => {
    const { email } = await test.person();
    return () => test.auth.requestPasswordReset({ email }, VISITOR);
  },
  'resetting a password': async () => {
    const { email } = await test.person();
    await test.auth.requestPasswordReset({ email }, VISITOR);
    const input = { token: await test.linkTo(email), password: NEW_PASSWORD };
    return () => test.auth.resetPassword(input, VISITOR);
  },
  'changing a password': async () => {
    const { actor, origin } = await test.person();
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    return () => test.account.changePassword(actor, passwords, origin);
  },
  'proving who is there': async () => {
    const { person, device } = await challenged();
    const input = { password: PASSWORD, secondFactor: { code: device.code() } };
    return () => test.auth.reauthenticate(person.actor, input, person.origin);
  },
  'asking for a change of address': async () => {
    const { actor, origin } = await test.person();
    const email = test.newEmail();
    return () => test.account.requestEmailChange(actor, { email }, origin);
  },
  'completing a change of address': async () => {
    const { actor, origin, email: before } = await test.person();
    const email = test.newEmail();
    await test.account.requestEmailChange(actor, { email }, origin);
    await test.auth.confirmEmailChange({ token: await test.linkTo(before) }, VISITOR);
    const token = await test.linkTo(email);
    return () => test.auth.confirmEmailChange({ token }, VISITOR);
  },
  'changing a profile': async () => {
    const { actor, origin } = await test.person();
    return () => test.account.update(actor, { name: 'Ana María' }, origin);
  },
  'adding a second factor': async () => {
    const { actor, origin } = await test.person();
    const { secret } = await test.account.startTotp(actor, origin);
    const code = createDevice(test, secret).code();
    return () => test.account.confirmTotp(actor, { code }, origin);
  },
  'taking a second factor off': async () => {
    const { person } = await challenged();
    return () => test.account.disableTotp(person.actor, person.origin);
  },
  'replacing recovery codes': async () => {
    const { person } = await challenged();
    return () => test.account.replaceRecoveryCodes(person.actor, person.origin);
  },
  'revoking a session': async () => {
    const { email, actor, origin } = await test.person();
    const { sessionId } = (await test.signIn(email)).actor;
    return () => test.account.revokeSession(actor, { sessionId }, origin);
  },
  'revoking other sessions': async () => {
    const { email, actor, origin } = await test.person();
    await test.signIn(email);
    return () => test.account.revokeOtherSessions(actor, origin);
  },
  'deleting an account': async () => {
    await test.person('owner');
    const { actor, origin } = await test.person('owner');
    return () => test.account.delete(actor, origin);
  },
  'changing a role': async () => {
    await test.person('owner');
    const { id, origin } = await test.person('owner');
    return () => test.accounts.setRole({ id, role: 'customer' }, origin);
  },
  'disabling an account': async () => {
    const { id } = await test.person();
    return () => test.accounts.disable({ id }, OPERATOR_ORIGIN);
  },
  'enabling an account': async () => {
    const { id } = await test.person();
    await test.accounts.disable({ id }, OPERATOR_ORIGIN);
    return () => test.accounts.enable({ id }, OPERATOR_ORIGIN);
  },
  'taking a second factor off somebody': async () => {
    const { person } = await challenged();
    const { id } = person;
    return () => test.accounts.removeSecondFactor({ id }, OPERATOR_ORIGIN);
  },
  'making an API key': async () => {
    const { origin } = await test.person('owner');
    const input = { name: 'ERP', permissions: ['audit:read' as const], expiresInDays: 1 };
    return () => test.apiKeys.create(input, origin);
  },
  'revoking an API key': async () => {
    const { origin } = await test.person('owner');
    const input = { name: 'ERP', permissions: ['audit:read' as const], expiresInDays: 1 };
    const { id } = (await test.apiKeys.create(input, origin)).apiKey;
    return () => test.apiKeys.revoke({ id }, origin);
  },
  'making an owner': async () => {
    const input = { email: test.newEmail(), name: 'Ana' };
    return () => test.operator.makeOwner(input);
  },
  'making an owner of an account': async () => {
    const { person } = await challenged();
    const input = { email: person.email, name: 'Ana' };
    return () => test.operator.makeOwner(input);
  },
};

describe('a fault of the database', () => {
  it.for(Object.entries(USE_CASES))(
    'in any write of %s leaves nothing half done, and the call can be repeated',
    async ([, prepare], { skip }) => {
      if (test.server.embedded === undefined) {
        return skip('fail points are of the embedded database');
      }
      const run = await prepare();
      const before = await everything();
      let failures = 0;
      for (let skip = 0; ; skip += 1) {
        await failAfter(skip);
        const [result] = await Promise.allSettled([run()]);
        await failAfter(null);
        if (result.status === 'fulfilled') break;
        expect(await everything()).toBe(before);
        failures += 1;
      }
      // At least the change, its record in the audit log, and the commit.
      expect(failures).toBeGreaterThanOrEqual(3);
      expect(await everything()).not.toBe(before);
    },
  );
});
