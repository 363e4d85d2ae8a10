import { OPERATOR_ORIGIN, PERMISSIONS } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { createAuth } from '../create-auth.ts';
import {
  CONFIG,
  NEW_PASSWORD,
  PASSWORD,
  type Person,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { enrol } from '../testing/totp-device.ts';

const test = await useTestAuth();

/** The ids of the accounts of these addresses. */
async function accountsOf(emails: readonly string[]): Promise<string[]> {
  const pages = await Promise.all(emails.map((email) => test.accounts.list({ email, limit: 1 })));
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}

const remove = ({ actor, origin }: Person) => test.account.delete(actor, origin);

describe('deleting an account', () => {
  it('leaves a tombstone without anything personal, and says goodbye by mail', async () => {
    const person = await test.person();
    await enrol(test, person.actor, person.origin);
    expect(await remove(person)).toEqual({ acknowledged: true });
    expect((await test.mailsTo(person.email)).at(-1)?.subject).toMatch(/delete/i);
    expect(await test.accounts.get({ id: person.id })).toMatchObject({
      email: null,
      name: '',
      role: 'customer',
      hasSecondFactor: false,
      deletedAt: test.clock.now().toISOString(),
    });
    expect(await test.database.accounts.find(person.id)).toMatchObject({
      passwordHash: null,
      totp: null,
      recoveryCodeHashes: [],
      emailChange: null,
    });
    await test.server.withClient(async (client) => {
      for (const collection of await client.db().collections()) {
        const stored = JSON.stringify(await collection.find().toArray());
        expect(stored).not.toContain(person.email);
      }
    });
  });

  it('ends its sessions, links and API keys', async () => {
    const person = await test.person('owner');
    await test.person('owner');
    const other = await test.signIn(person.email);
    const made = await test.apiKeys.create(
      { name: 'ERP', permissions: [...PERMISSIONS], expiresInDays: 1 },
      person.origin,
    );
    await test.auth.requestPasswordReset({ email: person.email }, VISITOR);
    const token = await test.linkTo(person.email);
    await remove(person);
    for (const session of [person, other]) {
      expect(await test.authenticator.authenticate(session.token)).toMatchObject({
        hasEndedSession: true,
      });
    }
    await expect(test.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    const reset = test.auth.resetPassword({ token, password: PASSWORD }, VISITOR);
    await expect(reset).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  it('ends every secret that was made for it, however old', async () => {
    const person = await test.person();
    const { email } = person;
    const device = await enrol(test, person.actor, person.origin);
    const challenge = await test.auth.signIn({ email, password: PASSWORD }, VISITOR);
    if (challenge.kind !== 'second-factor') throw new Error('A second factor is wanted.');
    const newEmail = test.newEmail();
    await test.account.requestEmailChange(person.actor, { email: newEmail }, person.origin);
    const changes = [await test.linkTo(email), await test.linkTo(newEmail)];
    await test.auth.requestPasswordReset({ email }, VISITOR);
    const reset = await test.linkTo(email);

    await remove(person);
    const before = await accountsOf([email, newEmail]);
    const secondFactor = { code: device.code() };
    const calls = [
      test.auth.completeSignIn({ challenge: challenge.required.challenge, secondFactor }, VISITOR),
      test.auth.resetPassword({ token: reset, password: NEW_PASSWORD }, VISITOR),
      ...changes.map((token) => test.auth.confirmEmailChange({ token }, VISITOR)),
    ];
    await Promise.all(
      calls.map((call) => expect(call).rejects.toMatchObject({ reason: 'LINK_INVALID' })),
    );
    expect(await accountsOf([email, newEmail])).toEqual(before);
  });

  it.each(['Ana.', 'ana.', 'ANA.'])(
    'is not undone by an older link of a sign-up, however its address was written: %s',
    async (written) => {
      const email = test.newEmail();
      const older = email.replace('ana.', written);
      // Two sign-ups; the link of the second one makes the account.
      const signUp = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
      await test.auth.signUp({ ...signUp, email: older }, VISITOR);
      const token = await test.linkTo(older);
      await test.register(email);
      await remove(await test.signIn(email));

      const verify = test.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
      await expect(verify).rejects.toMatchObject({ reason: 'LINK_INVALID' });
      expect(await accountsOf([email])).toEqual([]);
      // A new one is as good as any.
      expect(await test.register(email)).toEqual(expect.any(String));
    },
  );

  it('is not undone by a link of a sign-up that was asked for while the account was there', async () => {
    const person = await test.person();
    const { email } = person;
    await test.auth.signUp({ email, password: PASSWORD, name: 'Zqxv', locale: 'en' }, VISITOR);
    await remove(person);
    await test.server.withClient(async (client) => {
      const tokens = await client.db().collection('one_time_tokens').find().toArray();
      expect(tokens.map(({ purpose }) => purpose)).toContain('sign-up');
      expect(JSON.stringify(tokens)).not.toContain('Zqxv');
      expect(JSON.stringify(tokens)).not.toContain(email);
    });
  });

  it('ends links of sign-ups with the address that the account had before a change', async () => {
    const old = test.newEmail();
    const signUp = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
    await test.auth.signUp({ ...signUp, email: old }, VISITOR);
    const token = await test.linkTo(old);
    await test.register(old);
    const person = await test.signIn(old);
    const email = test.newEmail();
    await test.account.requestEmailChange(person.actor, { email }, person.origin);
    for (const side of [old, email]) {
      await test.auth.confirmEmailChange({ token: await test.linkTo(side) }, VISITOR);
    }
    await remove(await test.signIn(email));
    const verify = test.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
    await expect(verify).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  it('ends another account’s change to its address, and takes the names of its keys out', async () => {
    const person = await test.person('owner');
    const other = await test.person('owner');
    await test.account.requestEmailChange(other.actor, { email: person.email }, other.origin);
    const made = await test.apiKeys.create(
      { name: 'Zqxv at home', permissions: ['catalog:read'], expiresInDays: 1 },
      person.origin,
    );
    await remove(person);
    expect(await test.database.accounts.find(other.id)).toMatchObject({ emailChange: null });
    const { items } = await test.apiKeys.list({ limit: 100 });
    expect(items.find(({ id }) => id === made.apiKey.id)).toMatchObject({
      name: 'key of a deleted account',
      revokedAt: expect.any(String),
    });
  });

  it('has the rest of the shop erase what it keeps, once the account is gone', async () => {
    const person = await test.person();
    const erased: unknown[] = [];
    const auth = createAuth({
      ...{ database: test.database, clock: test.clock, hasher: test.hasher, config: CONFIG },
      async onDeleted(id) {
        erased.push(id, (await test.accounts.get({ id })).deletedAt);
      },
    });
    await auth.account.delete(person.actor, person.origin);
    expect(erased).toEqual([person.id, test.clock.now().toISOString()]);
    // Should it not come to that, the account says so.
    const due = await test.database.accounts.listErasable(test.clock.now(), 100);
    expect(due.map(({ id }) => id)).toContain(person.id);
  });

  it('takes its cart along, and nobody else’s', async () => {
    const { carts } = test.database;
    const person = await test.person();
    const now = test.clock.now();
    const cartOf = (kind: 'account' | 'guest', id: string) => ({
      ...{ id: carts.newId(), buyer: { kind, id }, currency: 'EUR', lines: [], discountCodes: [] },
      ...{ revision: 1, createdAt: now, updatedAt: now, expiresAt: new Date('2100-01-01') },
    });
    await carts.insert(cartOf('account', person.id));
    await carts.insert(cartOf('guest', person.id));
    await remove(person);
    expect(await carts.findByBuyer(`account:${person.id}`)).toBeNull();
    expect(await carts.findByBuyer(`guest:${person.id}`)).not.toBeNull();
  });

  it('frees the address for a new account that has nothing of the old one', async () => {
    const person = await test.person();
    await remove(person);
    const id = await test.register(person.email);
    expect(id).not.toBe(person.id);
    await test.signIn(person.email);
  });

  it('cannot be done twice, nor to a tombstone', async () => {
    const person = await test.person();
    await remove(person);
    await expect(remove(person)).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
    for (const change of [test.accounts.disable, test.accounts.enable]) {
      await expect(change({ id: person.id }, OPERATOR_ORIGIN)).rejects.toMatchObject({
        reason: 'ACCOUNT_NOT_FOUND',
      });
    }
    const promote = test.accounts.setRole({ id: person.id, role: 'owner' }, OPERATOR_ORIGIN);
    await expect(promote).rejects.toMatchObject({ reason: 'ACCOUNT_NOT_FOUND' });
  });
});
