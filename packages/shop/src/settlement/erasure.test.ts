import { randomBytes } from 'node:crypto';
import { insertAccount } from '@trastienda/auth/fixtures';
import type { AccountActor, Buyer } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { afterAll, describe, expect, test } from 'vitest';
import { type StartedCheckout, useTestPayments } from '../testing/start-test-payments.ts';
import { ADDRESS, VISITOR } from '../testing/start-test-shop.ts';

const DAY_SECONDS = 86_400;
/** Later than any call that started before. */
const LATER_SECONDS = 10 * 60;

const shop = await useTestPayments();

afterAll(async () => {
  expect(shop.faults.splice(0)).toEqual([]);
  expect(await shop.violations()).toEqual([]);
});

interface Customer extends StartedCheckout {
  readonly id: string;
  readonly sku: string;
  /** A unique text in the name, address and email. */
  readonly mark: string;
}

const deleteAccount = (id: string) =>
  shop.database.accounts.anonymize(id, 'customer', shop.clock.now());

/** Creates a buyer with a checkout of one unit. */
async function customer(buyer?: Buyer): Promise<Customer> {
  const id = buyer?.id ?? (await insertAccount(shop.database.accounts, { role: 'customer' })).id;
  const mark = `zq${randomBytes(6).toString('hex')}`;
  const sku = await shop.offer({ quantity: 5 });
  const own: Buyer = buyer ?? { kind: 'account', id };
  await shop.fill(own, { sku });
  const checkout = await start(own, mark);
  return { id, buyer: own, checkout, sku, mark };
}

function start(buyer: Buyer, mark: string) {
  const name = `Ana ${mark}`;
  const input = shop.startInput({
    email: `${mark}@example.com`,
    shippingAddress: { ...ADDRESS, name, line1: `Calle ${mark} 1` },
    billingAddress: { ...ADDRESS, name, line1: `Plaza ${mark} 2` },
  });
  return shop.checkout.start(buyer, input, VISITOR);
}

/** Returns the collections that contain the buyer's mark. */
async function tracesOf({ mark }: Pick<Customer, 'mark'>): Promise<string[]> {
  const traces: string[] = [];
  await shop.server.withClient(async (client) => {
    for (const collection of await client.db().collections()) {
      const stored = JSON.stringify(await collection.find().toArray());
      if (stored.includes(mark)) traces.push(collection.collectionName);
    }
  });
  return traces.sort();
}

const statusOf = async ({ checkout }: StartedCheckout) =>
  (await shop.database.checkouts.find(checkout.id))?.status;

const remove = async ({ id }: Customer) => {
  await deleteAccount(id);
  await shop.eraseAccount(id);
};

describe('erasing a deleted account', () => {
  test('ends its open checkout, with stock and cart, and erases it and earlier ones', async () => {
    const person = await customer();
    const second = await start(person.buyer, person.mark);
    const other = await customer();
    expect(await tracesOf(person)).toEqual(['checkouts']);
    expect(await shop.available(person.sku)).toBe(4);

    await remove(person);
    expect(await tracesOf(person)).toEqual([]);
    expect(await statusOf({ ...person, checkout: second })).toBe('cancelled');
    expect(await shop.available(person.sku)).toBe(5);
    expect((await shop.cart.get(person.buyer)).lines).toEqual([]);
    expect(await tracesOf(other)).toEqual(['checkouts']);
    expect(await statusOf(other)).toBe('open');

    const missing = { reason: 'CHECKOUT_NOT_FOUND' };
    const call = { checkoutId: second.id };
    await expect(shop.checkout.get(person.buyer, call)).rejects.toMatchObject(missing);
    const pay = { ...call, paymentMethod: null, idempotencyKey: shop.newKey() };
    await expect(shop.checkout.pay(person.buyer, pay, VISITOR)).rejects.toMatchObject(missing);
  });

  test('keeps the order, without a second copy of its data in the checkout', async () => {
    const person = await customer();
    await shop.pay(person, 'pm_test_approve');
    await shop.complete(person);
    await remove(person);
    expect(await tracesOf(person)).toEqual(['orders']);
    expect(await shop.orderOf(person)).toMatchObject({ status: 'paid', buyer: person.buyer });
  });

  test('voids an authorization of a checkout, without an order', async () => {
    const person = await customer();
    await shop.pay(person, 'pm_test_approve');
    expect(await shop.paymentOf(person)).toMatchObject({ status: 'authorized' });
    await remove(person);
    await shop.runBackground();
    expect(await shop.paymentOf(person)).toMatchObject({ status: 'voided', amountCaptured: 0 });
    expect(await shop.orderOf(person)).toBeNull();
    expect(await tracesOf(person)).toEqual([]);
  });

  test('refunds a late payment, also of a checkout that had already expired', async () => {
    const person = await customer();
    await shop.pay(person, 'pm_test_delay_100000000');
    shop.advance(4 * 900);
    await shop.background.runOnce();
    expect(await statusOf(person)).toBe('expired');
    await remove(person);
    shop.advance(2 * DAY_SECONDS);
    await shop.runBackground();
    expect(await shop.paymentOf(person)).toMatchObject({
      status: 'voided',
      rejection: 'cancelled',
    });
    expect(await shop.orderOf(person)).toBeNull();
  });

  test('and completing its checkout at the same time result in an order or a refund', async () => {
    for (let round = 0; round < 4; round += 1) {
      const person = await customer();
      await shop.pay(person, 'pm_test_approve');
      await Promise.all([remove(person), shop.complete(person).catch(() => null)]);
      await shop.runBackground();
      const order = await shop.orderOf(person);
      expect((await shop.paymentOf(person)).status).toBe(order === null ? 'voided' : 'captured');
      expect(await tracesOf(person)).toEqual(order === null ? [] : ['orders']);
    }
  });

  test('removes its addresses, also those that a concurrent call has added', async () => {
    const person = await customer();
    const actor: AccountActor = {
      ...{ kind: 'account', accountId: person.id, sessionId: 's', role: 'customer' },
      ...{ permissions: [], isRecent: true },
    };
    const add = () => {
      const address = { ...ADDRESS, name: person.mark };
      return shop.addresses.add(actor, { address, defaultFor: [], idempotencyKey: shop.newKey() });
    };
    await add();
    expect(await tracesOf(person)).toEqual(['address_books', 'checkouts']);
    await remove(person);
    expect(await tracesOf(person)).toEqual([]);
    await add();
    shop.advance(LATER_SECONDS);
    await shop.background.runOnce();
    expect(await tracesOf(person)).toEqual([]);
  });

  test('does not affect an account that is not deleted', async () => {
    const person = await customer();
    await shop.eraseAccount(person.id);
    await shop.eraseAccount('0'.repeat(24));
    expect(await statusOf(person)).toBe('open');
    expect(await tracesOf(person)).toEqual(['checkouts']);
  });

  test('is done by the worker when no call has started it', async () => {
    const person = await customer();
    await deleteAccount(person.id);
    await shop.background.runOnce();
    expect(await tracesOf(person)).toEqual([]);
    expect(await statusOf(person)).toBe('cancelled');
  });

  test('is done for accounts that an earlier version has deleted', async () => {
    const person = await customer();
    await shop.server.withClient(async (client) => {
      const documents = client.db().collection<{ _id: string }>('accounts');
      const change = {
        $set: { deletedAt: new Date(shop.clock.now().getTime() - DAY_SECONDS * 1000) },
        $unset: { erasedAt: 1, erasureDueAt: 1, emailKey: 1 },
      } as const;
      await documents.updateOne({ _id: person.id }, change);
      const checkouts = client.db().collection<{ _id: string }>('checkouts');
      await checkouts.updateOne({ _id: person.checkout.id }, { $unset: { erasedAt: 1 } });
    });
    await shop.background.runOnce();
    expect(await tracesOf(person)).toEqual([]);
  });

  test('erases what concurrent calls have written after it', async () => {
    const person = await customer();
    await remove(person);
    // The session was checked before the account was deleted.
    await shop.fill(person.buyer, { sku: person.sku });
    const late = { ...person, checkout: await start(person.buyer, person.mark) };
    await shop.background.runOnce();
    expect(await statusOf(late)).toBe('open');
    shop.advance(LATER_SECONDS);
    await shop.background.runOnce();
    expect(await statusOf(late)).not.toBe('open');
    expect(await tracesOf(late)).toEqual([]);
    expect(await shop.database.accounts.listErasable(new Date('2100-01-01'), 10)).toEqual([]);
  });
});

/** Returns the database of a process that crashes after a number of calls. */
function crashableDatabase(moments: number): { database: Database; hasCrashed(): boolean } {
  let left = moments;
  const crashable =
    <Args extends unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      if (left <= 0) throw new Error('The process has died.');
      left -= 1;
      return work(...args);
    };
  const { database } = shop;
  const { carts, checkouts, accounts } = database;
  return {
    hasCrashed: () => left <= 0,
    database: {
      ...database,
      carts: { ...carts, removeByBuyer: crashable(carts.removeByBuyer) },
      checkouts: {
        ...checkouts,
        listOpenByBuyer: crashable(checkouts.listOpenByBuyer),
        find: crashable(checkouts.find),
        update: crashable(checkouts.update),
        eraseByBuyer: crashable(checkouts.eraseByBuyer),
      },
      accounts: {
        ...accounts,
        find: crashable(accounts.find),
        postponeErasure: crashable(accounts.postponeErasure),
        finishErasure: crashable(accounts.finishErasure),
      },
    },
  };
}

describe('a process that crashes', () => {
  test('at any moment of an erasure leaves work that another process finishes', async () => {
    let deaths = 0;
    for (let moments = 0; ; moments += 1) {
      const person = await customer();
      await shop.pay(person, 'pm_test_approve');
      await deleteAccount(person.id);
      const process = crashableDatabase(moments);
      await shop.openProcess({ database: process.database }).eraseAccount(person.id);
      const hasCrashed = process.hasCrashed();
      await shop.background.runOnce();
      await shop.runBackground();
      expect(await tracesOf(person)).toEqual([]);
      expect(await statusOf(person)).toBe('cancelled');
      expect(await shop.paymentOf(person)).toMatchObject({ status: 'voided' });
      expect(await shop.available(person.sku)).toBe(5);
      if (!hasCrashed) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(5);
    expect(shop.faults.splice(0).length).toBeGreaterThanOrEqual(deaths - 1);
  });

  test('during the erasure of one account does not block that of others', async () => {
    const [first, second] = [await customer(), await customer()];
    for (const { id } of [first, second]) await deleteAccount(id);
    const { database } = shop;
    const failing = shop.openProcess({
      database: {
        ...database,
        checkouts: {
          ...database.checkouts,
          listOpenByBuyer: (buyerKey, limit) =>
            buyerKey.includes(first.id)
              ? Promise.reject(new Error('no'))
              : database.checkouts.listOpenByBuyer(buyerKey, limit),
        },
      },
    });
    await failing.background.runOnce();
    expect(shop.faults.splice(0)).toMatchObject([{ job: 'erase-accounts' }]);
    expect(await tracesOf(second)).toEqual([]);
    expect(await tracesOf(first)).toEqual(['checkouts']);
    shop.advance(60);
    await shop.background.runOnce();
    expect(await tracesOf(first)).toEqual([]);
  });
});

describe('an ended checkout', () => {
  test('keeps personal data for 30 days, also of a guest, and an open one keeps it', async () => {
    const guest = await customer(shop.newBuyer());
    shop.advance(4 * 900);
    await shop.background.runOnce();
    expect(await statusOf(guest)).toBe('expired');
    shop.advance(30 * DAY_SECONDS);
    await shop.background.runOnce();
    expect(await tracesOf(guest)).toEqual(['checkouts']);
    const { checkoutId } = { checkoutId: guest.checkout.id };
    expect(await shop.checkout.get(guest.buyer, { checkoutId })).toMatchObject({
      email: `${guest.mark}@example.com`,
    });

    shop.advance(1);
    const open = await customer(shop.newBuyer());
    await shop.background.runOnce();
    expect(await tracesOf(guest)).toEqual([]);
    expect(await tracesOf(open)).toEqual(['checkouts']);
    await expect(shop.checkout.get(guest.buyer, { checkoutId })).rejects.toMatchObject({
      reason: 'CHECKOUT_NOT_FOUND',
    });
  });

  test('keeps it for the configured time, and the order keeps its own copy', async () => {
    const shopOfADay = shop.openProcess({ checkoutRetentionDays: 1 });
    const guest = await customer(shop.newBuyer());
    await shop.pay(guest, 'pm_test_approve');
    await shop.complete(guest);
    expect(await tracesOf(guest)).toEqual(['checkouts', 'orders']);
    shop.advance(DAY_SECONDS + 1);
    await shopOfADay.background.runOnce();
    expect(await tracesOf(guest)).toEqual(['orders']);
  });
});
