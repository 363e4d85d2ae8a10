import { createKeyedMutex } from '@trastienda/base';
import { type Buyer, isShopError, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { beforeEach, describe, expect, test } from 'vitest';
import { BUYER, NOW, useTestPricing } from '../testing/start-test-pricing.ts';
import { createQuoting } from './create-quoting.ts';

const pricing = await useTestPricing();

beforeEach(() => pricing.server.clear());

const buyer = (name: number): Buyer => ({ kind: 'guest', id: String(name) });
const checkout = (name: number | string) => String(name).padStart(24, '0');
const usedOf = async (id: string) => (await pricing.admin.discounts.get({ id })).used;

/** Returns how many uses of `BUYER` are counted. */
async function countsOf(ids: readonly string[]) {
  const counts = await pricing.database.discountUses.countsOf(ids, `account:${BUYER.id}`);
  return ids.map((id) => counts.get(id));
}

/** Retries conflicts; returns the result, or the reason of a final rejection. */
async function outcomeOf(work: () => Promise<void>): Promise<string> {
  for (;;) {
    try {
      await work();
      return 'done';
    } catch (error) {
      if (!isShopError(error)) throw error;
      if (error.reason === 'DATABASE_BUSY') continue;
      return `${error.reason} ${error.details.reason}`;
    }
  }
}

async function outcomesOf(count: number, work: (index: number) => Promise<void>) {
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) => outcomeOf(() => work(index))),
  );
  const tally: Record<string, number> = {};
  for (const outcome of outcomes) tally[outcome] = (tally[outcome] ?? 0) + 1;
  return tally;
}

describe('a usage limit', () => {
  test('of 10 allows exactly 10 of 50 simultaneous checkouts of two processes', async () => {
    const id = await pricing.offer({ code: 'TEN', usageLimit: 10 });
    const other = await openDatabase(pricing.server.uri);
    // Within a process checkouts with the same code wait for a lock, as in production: of 50 that
    // only conflict, few succeed.
    const processes = [pricing.database, other].map((database) => ({
      ...createQuoting({
        database,
        clock: { now: () => NOW },
        currency: 'EUR',
        payableStep: () => 1,
      }),
      locks: createKeyedMutex({ maxWaiting: 50 }),
    }));
    const outcomes = await outcomesOf(50, async (index) => {
      const process = processes[index % 2];
      const use = { checkoutId: checkout(index), buyer: buyer(index) };
      await process?.locks.run(id, () => process.redeem([id], use));
    });
    await other.close();
    expect(outcomes).toEqual({ done: 10, 'DISCOUNT_REFUSED used-up': 40 });
    expect(await usedOf(id)).toBe(10);
  });

  test('of 2 allows exactly 2 of 8 checkouts that do not wait for a lock', async () => {
    const id = await pricing.offer({ code: 'TWO', usageLimit: 2 });
    const redeem = (index: number) =>
      pricing.quoting.redeem([id], { checkoutId: checkout(index), buyer: buyer(index) });
    expect(await outcomesOf(8, redeem)).toEqual({ done: 2, 'DISCOUNT_REFUSED used-up': 6 });
    expect(await usedOf(id)).toBe(2);
  });

  test('per buyer holds when the buyer starts many checkouts at once', async () => {
    const id = await pricing.offer({ code: 'TWICE', usageLimitPerBuyer: 2 });
    const redeem = (index: number) =>
      pricing.quoting.redeem([id], { checkoutId: checkout(index), buyer: BUYER });
    expect(await outcomesOf(10, redeem)).toEqual({
      done: 2,
      'DISCOUNT_REFUSED used-up-by-buyer': 8,
    });
    await pricing.quoting.redeem([id], { checkoutId: checkout(99), buyer: buyer(1) });
  });

  test('is not exceeded when uses are reverted and counted at the same time', async () => {
    const id = await pricing.offer({ code: 'FIVE', usageLimit: 5 });
    const useOf = (index: number) => ({ checkoutId: checkout(index), buyer: buyer(index) });
    for (let index = 0; index < 5; index += 1) await pricing.quoting.redeem([id], useOf(index));
    const outcomes = await outcomesOf(12, (index) =>
      index < 4
        ? pricing.quoting.revertRedemption([id], useOf(index))
        : pricing.quoting.redeem([id], useOf(index + 100)),
    );
    const used = await usedOf(id);
    expect(used).toBeLessThanOrEqual(5);
    // 4 uses were reverted, and as many of the 12 outcomes; each of the others has one of the five.
    expect(used).toBe(1 + (outcomes.done ?? 0) - 4);
  });

  test('reports which discount is rejected and why', async () => {
    const id = await pricing.offer({ code: 'ONE', usageLimit: 1 });
    await pricing.quoting.redeem([id], { checkoutId: checkout(1), buyer: BUYER });
    await expect(
      pricing.quoting.redeem([id], { checkoutId: checkout(2), buyer: BUYER }),
    ).rejects.toMatchObject({
      reason: 'DISCOUNT_REFUSED',
      details: { code: 'ONE', reason: 'used-up' },
    });
  });

  test('that is reached leaves the other discounts of the checkout unchanged', async () => {
    const free = await pricing.offer({ code: 'FREE', usageLimit: 5, usageLimitPerBuyer: 5 });
    const gone = await pricing.offer({ code: 'GONE', usageLimit: 1 });
    await pricing.quoting.redeem([gone], { checkoutId: checkout(1), buyer: BUYER });
    // The caller's transaction continues and commits, as one that rejects an order does.
    const outcome = await pricing.database.transaction(() =>
      outcomeOf(() =>
        pricing.quoting.redeem([free, gone], { checkoutId: checkout(2), buyer: BUYER }),
      ),
    );
    expect(outcome).toBe('DISCOUNT_REFUSED used-up');
    expect([await usedOf(free), await usedOf(gone)]).toEqual([0, 1]);
    expect(await countsOf([free])).toEqual([undefined]);
  });

  test('per buyer that is reached leaves the other discounts of the checkout unchanged', async () => {
    const free = await pricing.offer({ code: 'FREE', usageLimit: 5, usageLimitPerBuyer: 5 });
    const gone = await pricing.offer({ code: 'GONE', usageLimitPerBuyer: 1 });
    await pricing.quoting.redeem([gone], { checkoutId: checkout(1), buyer: BUYER });
    const outcome = await pricing.database.transaction(() =>
      outcomeOf(() =>
        pricing.quoting.redeem([free, gone], { checkoutId: checkout(2), buyer: BUYER }),
      ),
    );
    expect(outcome).toBe('DISCOUNT_REFUSED used-up-by-buyer');
    expect(await usedOf(free)).toBe(0);
    expect(await countsOf([free, gone])).toEqual([undefined, 1]);
  });

  test('counts nothing when the surrounding transaction fails', async () => {
    const id = await pricing.offer({ code: 'TX', usageLimit: 5, usageLimitPerBuyer: 1 });
    const use = { checkoutId: checkout(1), buyer: BUYER };
    const work = pricing.database.transaction(async () => {
      await pricing.quoting.redeem([id], use);
      throw new Error('no checkout');
    });
    await expect(work).rejects.toThrow('no checkout');
    expect(await usedOf(id)).toBe(0);
    await pricing.quoting.redeem([id], use);
  });
});

describe('a checkout', () => {
  test('counts a discount once and reverts it once, however often it is called', async () => {
    const id = await pricing.offer({ code: 'ONCE', usageLimit: 5, usageLimitPerBuyer: 5 });
    const use = { checkoutId: checkout(1), buyer: BUYER };
    const countOf = async () => [await usedOf(id), ...(await countsOf([id]))];
    await pricing.quoting.redeem([id], { checkoutId: checkout(2), buyer: BUYER });
    for (const times of [1, 2]) {
      await outcomesOf(4, () => pricing.quoting.redeem([id], use));
      expect([times, ...(await countOf())]).toEqual([times, 2, 2]);
      await outcomesOf(4, () => pricing.quoting.revertRedemption([id], use));
      expect([times, ...(await countOf())]).toEqual([times, 1, 1]);
    }
  });

  test('reverts its uses by the limits at the time of the use', async () => {
    const id = await pricing.offer({ code: 'LATER', usageLimitPerBuyer: 9 });
    const before = { checkoutId: checkout(1), buyer: BUYER };
    await pricing.quoting.redeem([id], before);
    const changes = { usageLimit: 3 };
    await pricing.admin.discounts.update({ id, changes }, OPERATOR_ORIGIN);
    const after = { checkoutId: checkout(2), buyer: BUYER };
    await pricing.quoting.redeem([id], after);
    expect(await usedOf(id)).toBe(1);
    await pricing.quoting.revertRedemption([id], before);
    expect(await usedOf(id)).toBe(1);
    await pricing.admin.discounts.update({ id, changes: { usageLimit: null } }, OPERATOR_ORIGIN);
    await pricing.quoting.revertRedemption([id], after);
    expect(await usedOf(id)).toBe(0);
  });

  test('reverts its uses by the limits per buyer at the time of the use', async () => {
    const id = await pricing.offer({ code: 'LATER', usageLimit: 9 });
    const before = { checkoutId: checkout(1), buyer: BUYER };
    await pricing.quoting.redeem([id], before);
    expect(await countsOf([id])).toEqual([undefined]);
    const changes = { usageLimitPerBuyer: 3 };
    await pricing.admin.discounts.update({ id, changes }, OPERATOR_ORIGIN);
    const after = { checkoutId: checkout(2), buyer: BUYER };
    await pricing.quoting.redeem([id], after);
    expect(await countsOf([id])).toEqual([1]);
    await pricing.quoting.revertRedemption([id], before);
    expect(await countsOf([id])).toEqual([1]);
    const unlimited = { id, changes: { usageLimitPerBuyer: null } };
    await pricing.admin.discounts.update(unlimited, OPERATOR_ORIGIN);
    await pricing.quoting.revertRedemption([id], after);
    expect(await countsOf([id])).toEqual([0]);
  });

  test('writes nothing for discounts without limits, so that checkouts do not conflict', async ({
    skip,
  }) => {
    const { embedded } = pricing.server;
    if (embedded === undefined) return skip('only the embedded database counts what it writes');
    const id = await pricing.offer();
    const use = { checkoutId: checkout(1), buyer: BUYER };
    embedded.resetStats();
    await pricing.quoting.redeem([id], use);
    const { commands } = embedded.stats();
    expect(commands).toMatchObject({ find: 1 });
    expect(commands).not.toHaveProperty('insert');
    expect(commands).not.toHaveProperty('update');
  });

  test('without discounts sends no command to the database', async ({ skip }) => {
    const { embedded } = pricing.server;
    if (embedded === undefined) return skip('only the embedded database counts commands');
    const use = { checkoutId: checkout(1), buyer: BUYER };
    embedded.resetStats();
    await pricing.quoting.redeem([], use);
    await pricing.quoting.revertRedemption([], use);
    expect(embedded.stats().commands).toEqual({});
  });

  test('cannot use a discount that does not exist', async () => {
    const use = { checkoutId: checkout(1), buyer: BUYER };
    expect(await outcomeOf(() => pricing.quoting.redeem([checkout(7)], use))).toBe(
      'DISCOUNT_REFUSED unknown',
    );
  });
});
