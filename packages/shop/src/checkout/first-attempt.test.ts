import { createHash } from 'node:crypto';
import { CreateDiscountInput, OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { checkInvariants } from '@trastienda/shop-invariants';
import {
  clearFailPoint,
  type FailPoint,
  OUT_OF_DISK_SPACE,
  setFailPoint,
} from '@trastienda/testing';
import { afterAll, expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestShop();
const { embedded } = shop.server;

afterAll(async () => {
  expect(await checkInvariants(shop.server.uri)).toEqual([]);
});

async function buyerWith(quantity: number) {
  const buyer = shop.newBuyer();
  await shop.fill(buyer, { sku: await shop.offer({ quantity: 100 }), quantity });
  return buyer;
}

/** Runs `work` while commands fail. */
async function during<Result>(failPoint: FailPoint, work: () => Promise<Result>): Promise<Result> {
  await setFailPoint(shop.server.uri, failPoint);
  return work().finally(() => clearFailPoint(shop.server.uri));
}

const FULL_DISK: FailPoint = {
  fault: OUT_OF_DISK_SPACE,
  commands: ['insert', 'update', 'findAndModify'],
};
/** A quote fails with MongoDB's MaxTimeMSExpired. */
const SLOW_QUOTE: FailPoint = {
  fault: { errorCode: 50 },
  commands: ['aggregate'],
  collection: 'products',
};

/** Faults that a call which writes or quotes fails with. */
const FAULTS = [
  { reason: 'STORAGE_FULL', failPoint: FULL_DISK },
  { reason: 'DATABASE_TIMEOUT', failPoint: SLOW_QUOTE },
] as const;

test.skipIf(embedded === undefined).each(FAULTS)(
  'A repeated start has its first response, and another with its key is rejected, where a new one fails: $reason',
  async ({ reason, failPoint }) => {
    const buyer = await buyerWith(1);
    const input = shop.startInput();
    const call = (changes: object = {}) =>
      shop.checkout.start(buyer, { ...input, ...changes }, VISITOR);
    const first = await call();
    await during(failPoint, async () => {
      const before = await shop.server.contents();
      expect(await call()).toEqual(first);
      await expect(call({ email: 'eva@example.com' })).rejects.toMatchObject({
        reason: 'IDEMPOTENCY_KEY_REUSED',
      });
      await expect(call({ idempotencyKey: shop.newKey() })).rejects.toMatchObject({ reason });
      expect(await shop.server.contents()).toBe(before);
    });
  },
);

test.skipIf(embedded === undefined)(
  'A start that is rejected while its cart has no open checkout is decided by one attempt',
  async () => {
    const { checkout } = shop.openProcess({
      reservationLimits: {
        ...{ buyerUnits: 5, addressUnits: 5, addressCheckouts: 5 },
        addressKeyOf: (source) => createHash('sha256').update(source).digest('hex'),
      },
    });
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    const attemptsOf = async (quantity: number, input: object, reason: string) => {
      const buyer = await buyerWith(quantity);
      embedded?.resetStats();
      const call = checkout.start(buyer, { ...shop.startInput(), ...input }, VISITOR);
      await expect(call).rejects.toMatchObject({ reason });
      const { abortTransaction } = embedded?.stats().commands ?? {};
      return abortTransaction;
    };
    expect(await attemptsOf(6, {}, 'CHECKOUT_LIMIT_REACHED')).toBe(1);
    expect(await attemptsOf(1, { expectedTotal: eur(1) }, 'CHECKOUT_TOTAL_DIFFERS')).toBe(1);
  },
);

test.skipIf(embedded === undefined)(
  'A repeated start and one in place of an open checkout are done by one attempt, and the former writes nothing',
  async () => {
    const buyer = await buyerWith(1);
    const input = shop.startInput();
    const commandsOf = async (again: typeof input) => {
      embedded?.resetStats();
      const { id } = await shop.checkout.start(buyer, again, VISITOR);
      return { id, commands: embedded?.stats().commands ?? {} };
    };
    const first = await commandsOf(input);
    const repeated = await commandsOf(input);
    expect(repeated.id).toBe(first.id);
    expect(repeated.commands).toEqual({ aggregate: 1, find: 1, commitTransaction: 1 });
    const other = await commandsOf(shop.startInput());
    expect(other.id).not.toBe(first.id);
    expect(other.commands).toMatchObject({ commitTransaction: 1 });
    expect(other.commands).not.toHaveProperty('abortTransaction');
  },
);

/** Opens a process where something else happens once, when a start has looked and reads stock. */
function afterLooking(happen: () => Promise<unknown>) {
  let happening: Promise<unknown> | null = null;
  const stock: Database['stock'] = {
    ...shop.database.stock,
    async find(skus) {
      happening ??= happen();
      await happening;
      return shop.database.stock.find(skus);
    },
  };
  return shop.openProcess({ database: { ...shop.database, stock } }).checkout;
}

/** Creates a code that one checkout may use, in the cart of a new buyer. */
async function buyerWithLastCode() {
  const buyer = await buyerWith(1);
  const code = shop.newKey().slice(0, 12).toUpperCase();
  const effect = { kind: 'percent', ratePpm: 100_000 };
  const discount = CreateDiscountInput.parse({ title: code, code, effect, usageLimit: 1 });
  const { id } = await shop.discounts.create(discount, OPERATOR_ORIGIN);
  await shop.cart.setDiscountCodes(buyer, { codes: [code] });
  return { buyer, discountId: id };
}

test('A start gets the last use of a code from a checkout of its cart that was started since it looked', async () => {
  const { buyer, discountId } = await buyerWithLastCode();
  const startElsewhere = () => shop.checkout.start(buyer, shop.startInput(), VISITOR);
  const checkout = await afterLooking(startElsewhere).start(buyer, shop.startInput(), VISITOR);
  expect(checkout.prices.discounts).toMatchObject([{ id: discountId }]);
  expect(await shop.discounts.get({ id: discountId })).toMatchObject({ used: 1 });
});

test('A start has the response that the same call had since it looked, and a key used since is rejected', async () => {
  const [one, another] = [await buyerWithLastCode(), await buyerWithLastCode()];
  const input = shop.startInput();
  let first: unknown;
  const same = afterLooking(async () => {
    first = await shop.checkout.start(one.buyer, input, VISITOR);
  });
  expect(await same.start(one.buyer, input, VISITOR)).toEqual(first);
  const other = shop.startInput();
  const used = afterLooking(() =>
    shop.checkout.start(another.buyer, { ...other, email: 'eva@example.com' }, VISITOR),
  );
  await expect(used.start(another.buyer, other, VISITOR)).rejects.toMatchObject({
    reason: 'IDEMPOTENCY_KEY_REUSED',
  });
});
