import { describe, expect, test } from 'vitest';
import { createAuth } from '../create-auth.ts';
import {
  CONFIG,
  NEW_PASSWORD,
  PASSWORD,
  type Person,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { OPERATOR_ORIGIN, PERMISSIONS, TEST_ROLES } from '../testing/test-roles.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

/** Returns the ids of the accounts with these addresses. */
async function accountsOf(emails: readonly string[]): Promise<string[]> {
  const pages = await Promise.all(
    emails.map((email) => fixture.accounts.list({ email, limit: 1 })),
  );
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}

const remove = ({ actor, origin }: Person) => fixture.account.delete(actor, origin);

describe('deleting an account', () => {
  test('leaves a tombstone without personal data, and sends a confirmation', async () => {
    const person = await fixture.person();
    await enrollTotp(fixture, person.actor, person.origin);
    expect(await remove(person)).toEqual({ acknowledged: true });
    expect((await fixture.emailsTo(person.email)).at(-1)?.subject).toMatch(/delete/i);
    expect(await fixture.accounts.get({ id: person.id })).toMatchObject({
      email: null,
      name: '',
      role: 'member',
      hasSecondFactor: false,
      deletedAt: fixture.clock.now().toISOString(),
    });
    expect(await fixture.database.accounts.find(person.id)).toMatchObject({
      passwordHash: null,
      totp: null,
      recoveryCodeHashes: [],
      emailChange: null,
    });
    expect(await fixture.server.contents()).not.toContain(person.email);
  });

  test('ends its sessions, links and API keys', async () => {
    const person = await fixture.person('owner');
    await fixture.person('owner');
    const other = await fixture.signIn(person.email);
    const made = await fixture.apiKeys.create(
      { name: 'ERP', permissions: [...PERMISSIONS], expiresInDays: 1 },
      person.origin,
    );
    await fixture.auth.requestPasswordReset({ email: person.email }, VISITOR);
    const token = await fixture.linkTo(person.email);
    await remove(person);
    for (const session of [person, other]) {
      expect(await fixture.authenticator.authenticate(session.token)).toMatchObject({
        hasEndedSession: true,
      });
    }
    await expect(fixture.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    const reset = fixture.auth.resetPassword({ token, password: PASSWORD }, VISITOR);
    await expect(reset).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  test('ends every secret that was issued for it, however old', async () => {
    const person = await fixture.person();
    const { email } = person;
    const device = await enrollTotp(fixture, person.actor, person.origin);
    const challenge = await fixture.auth.signIn({ email, password: PASSWORD }, VISITOR);
    if (challenge.kind !== 'second-factor') throw new Error('A second factor is wanted.');
    const newEmail = fixture.newEmail();
    await fixture.account.requestEmailChange(person.actor, { email: newEmail }, person.origin);
    const changes = [await fixture.linkTo(email), await fixture.linkTo(newEmail)];
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    const reset = await fixture.linkTo(email);

    await remove(person);
    const before = await accountsOf([email, newEmail]);
    const secondFactor = { code: device.code() };
    const calls = [
      fixture.auth.completeSignIn(
        { challenge: challenge.required.challenge, secondFactor },
        VISITOR,
      ),
      fixture.auth.resetPassword({ token: reset, password: NEW_PASSWORD }, VISITOR),
      ...changes.map((token) => fixture.auth.confirmEmailChange({ token }, VISITOR)),
    ];
    await Promise.all(
      calls.map((call) => expect(call).rejects.toMatchObject({ reason: 'LINK_INVALID' })),
    );
    expect(await accountsOf([email, newEmail])).toEqual(before);
  });

  test.each(['Ana.', 'ana.', 'ANA.'])(
    'is not undone by an older sign-up link, whatever the spelling of its address: %s',
    async (written) => {
      const email = fixture.newEmail();
      const older = email.replace('ana.', written);
      // Two sign-ups; the link of the second creates the account.
      const signUp = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
      await fixture.auth.signUp({ ...signUp, email: older }, VISITOR);
      const token = await fixture.linkTo(older);
      await fixture.register(email);
      await remove(await fixture.signIn(email));

      const verify = fixture.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
      await expect(verify).rejects.toMatchObject({ reason: 'LINK_INVALID' });
      expect(await accountsOf([email])).toEqual([]);
      // A new one works as usual.
      expect(await fixture.register(email)).toEqual(expect.any(String));
    },
  );

  test('is not undone by a sign-up link requested while the account existed', async () => {
    const person = await fixture.person();
    const { email } = person;
    await fixture.auth.signUp({ email, password: PASSWORD, name: 'Zqxv', locale: 'en' }, VISITOR);
    await remove(person);
    await fixture.server.withClient(async (client) => {
      const tokens = await client.db().collection('one_time_tokens').find().toArray();
      expect(tokens.map(({ purpose }) => purpose)).toContain('sign-up');
      expect(JSON.stringify(tokens)).not.toContain('Zqxv');
      expect(JSON.stringify(tokens)).not.toContain(email);
    });
  });

  test('voids sign-up links for an address that the account had before a change', async () => {
    const old = fixture.newEmail();
    const signUp = { password: PASSWORD, name: 'Ana', locale: 'en' } as const;
    await fixture.auth.signUp({ ...signUp, email: old }, VISITOR);
    const token = await fixture.linkTo(old);
    await fixture.register(old);
    const person = await fixture.signIn(old);
    const email = fixture.newEmail();
    await fixture.account.requestEmailChange(person.actor, { email }, person.origin);
    for (const side of [old, email]) {
      await fixture.auth.confirmEmailChange({ token: await fixture.linkTo(side) }, VISITOR);
    }
    await remove(await fixture.signIn(email));
    const verify = fixture.auth.verifyEmail({ token, password: PASSWORD }, VISITOR);
    await expect(verify).rejects.toMatchObject({ reason: 'LINK_INVALID' });
  });

  test('cancels another account’s change to its address, and removes the names of its keys', async () => {
    const person = await fixture.person('owner');
    const other = await fixture.person('owner');
    await fixture.account.requestEmailChange(other.actor, { email: person.email }, other.origin);
    const made = await fixture.apiKeys.create(
      { name: 'Zqxv at home', permissions: ['notes:read'], expiresInDays: 1 },
      person.origin,
    );
    await remove(person);
    expect(await fixture.database.accounts.find(other.id)).toMatchObject({ emailChange: null });
    const { items } = await fixture.apiKeys.list({ limit: 100 });
    expect(items.find(({ id }) => id === made.apiKey.id)).toMatchObject({
      name: 'key of a deleted account',
      revokedAt: expect.any(String),
    });
  });

  test('makes the rest of the shop erase its data after the account is gone', async () => {
    const person = await fixture.person();
    const erased: unknown[] = [];
    const auth = createAuth({
      ...TEST_ROLES,
      database: fixture.database,
      clock: fixture.clock,
      hasher: fixture.hasher,
      config: CONFIG,
      async onDeleted(id) {
        erased.push(id, (await fixture.accounts.get({ id })).deletedAt);
      },
    });
    await auth.account.delete(person.actor, person.origin);
    expect(erased).toEqual([person.id, fixture.clock.now().toISOString()]);
    // If the erasure fails, the account stays marked for it.
    const due = await fixture.database.accounts.listErasable(fixture.clock.now(), 100);
    expect(due.map(({ id }) => id)).toContain(person.id);
  });

  test('erases what must go with it in the same transaction', async () => {
    const person = await fixture.person();
    let isRejected = true;
    const erased: string[] = [];
    const auth = createAuth({
      ...TEST_ROLES,
      database: fixture.database,
      clock: fixture.clock,
      hasher: fixture.hasher,
      config: CONFIG,
      async onDeleting(id) {
        // The account is still there, and stays if this rejects.
        expect((await fixture.database.accounts.find(id))?.deletedAt).toBeNull();
        if (isRejected) throw new Error('not erased');
        erased.push(id);
      },
    });
    await expect(auth.account.delete(person.actor, person.origin)).rejects.toThrow('not erased');
    expect(await fixture.accounts.get({ id: person.id })).toMatchObject({ deletedAt: null });
    isRejected = false;
    await auth.account.delete(person.actor, person.origin);
    expect(erased).toEqual([person.id]);
  });

  test('frees the address for a new account without any data of the old one', async () => {
    const person = await fixture.person();
    await remove(person);
    const id = await fixture.register(person.email);
    expect(id).not.toBe(person.id);
    await fixture.signIn(person.email);
  });

  test('cannot be repeated, nor applied to a tombstone', async () => {
    const person = await fixture.person();
    await remove(person);
    await expect(remove(person)).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
    for (const change of [fixture.accounts.disable, fixture.accounts.enable]) {
      await expect(change({ id: person.id }, OPERATOR_ORIGIN)).rejects.toMatchObject({
        reason: 'ACCOUNT_NOT_FOUND',
      });
    }
    const promote = fixture.accounts.setRole({ id: person.id, role: 'owner' }, OPERATOR_ORIGIN);
    await expect(promote).rejects.toMatchObject({ reason: 'ACCOUNT_NOT_FOUND' });
  });
});
