import { OPERATOR_ORIGIN, PERMISSIONS } from '@trastienda/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  PASSWORD,
  type Person,
  startTestAuth,
  type TestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';
import { enrol } from '../testing/totp-device.ts';

let test: TestAuth;

beforeAll(async () => {
  test = await startTestAuth();
});

afterAll(() => test.stop());

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
