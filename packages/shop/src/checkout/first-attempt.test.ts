import { createHash } from 'node:crypto';
import { checkInvariants } from '@trastienda/shop-invariants';
import { clearFailPoint, type Fault, OUT_OF_DISK_SPACE, setFailPoint } from '@trastienda/testing';
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

/** Runs `work` while these commands fail. */
async function during<Result>(
  fault: Fault,
  commands: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  await setFailPoint(shop.server.uri, { fault, commands });
  return work().finally(() => clearFailPoint(shop.server.uri));
}

const WRITES = ['insert', 'update', 'findAndModify', 'commitTransaction'];
/** MongoDB's MaxTimeMSExpired. */
const OUT_OF_TIME: Fault = { errorCode: 50 };

/** Faults that a call which writes or quotes fails with. */
const FAULTS = [
  { reason: 'STORAGE_FULL', fault: OUT_OF_DISK_SPACE, commands: WRITES },
  { reason: 'DATABASE_TIMEOUT', fault: OUT_OF_TIME, commands: ['aggregate'] },
] as const;

test.skipIf(embedded === undefined).each(FAULTS)(
  'A repeated start has its first response, and another with its key is rejected, where a new one fails: $reason',
  async ({ reason, fault, commands }) => {
    const buyer = await buyerWith(1);
    const input = shop.startInput();
    const call = (changes: object = {}) =>
      shop.checkout.start(buyer, { ...input, ...changes }, VISITOR);
    const first = await call();
    await during(fault, commands, async () => {
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
      return embedded?.stats().commands['abortTransaction'];
    };
    expect(await attemptsOf(6, {}, 'CHECKOUT_LIMIT_REACHED')).toBe(1);
    expect(await attemptsOf(1, { expectedTotal: eur(1) }, 'CHECKOUT_TOTAL_DIFFERS')).toBe(1);
  },
);
