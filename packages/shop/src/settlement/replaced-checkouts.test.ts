import type { Database } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { createExpireCheckouts } from '../checkout/jobs/expire-checkouts.ts';
import { useTestPayments } from '../testing/start-test-payments.ts';
import { RESERVATION_SECONDS, VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestPayments();
const { database } = shop;

/** Starts and expires a checkout without reserved stock, whose payment is then authorized. */
async function paidLate() {
  const begun = await shop.begin(await shop.offer({ quantity: 0, isTracked: false }));
  await shop.pay(begun, 'pm_test_action');
  shop.advance(4 * RESERVATION_SECONDS);
  await createExpireCheckouts(shop.deps).runOnce();
  await shop.driver.approve((await shop.paymentOf(begun)).reference ?? '');
  return begun;
}

/** Returns two functions: the first waits for the second, which runs outside of its transaction. */
function handOver(work: () => Promise<unknown>) {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const done = begun.then(work);
  return async () => {
    begin();
    await done;
  };
}

const startAgain = ({ buyer }: Awaited<ReturnType<typeof paidLate>>, process = shop.checkout) =>
  process.start(buyer, shop.startInput(), VISITOR);

test('An expired checkout gets no order when its cart is checked out again while it is placed', async () => {
  const begun = await paidLate();
  const startElsewhere = handOver(() => startAgain(begun));
  const checkouts: Database['checkouts'] = {
    ...database.checkouts,
    async isReplaced(checkout) {
      const isReplaced = await database.checkouts.isReplaced(checkout);
      await startElsewhere();
      return isReplaced;
    },
  };
  await shop.openProcess({ database: { ...database, checkouts } }).background.runOnce();
  expect(await shop.orderOf(begun)).toBeNull();
  expect(await shop.paymentOf(begun)).toMatchObject({ status: 'voided', rejection: 'superseded' });
});

test('A cart is not checked out again while the order of its expired checkout is placed', async () => {
  const begun = await paidLate();
  const placeElsewhere = handOver(() => shop.background.runOnce());
  const checkouts: Database['checkouts'] = {
    ...database.checkouts,
    async insert(checkout, addressKey) {
      await placeElsewhere();
      await database.checkouts.insert(checkout, addressKey);
    },
  };
  const { checkout } = shop.openProcess({ database: { ...database, checkouts } });
  await expect(startAgain(begun, checkout)).rejects.toMatchObject({ reason: 'CART_EMPTY' });
  expect(await shop.orderOf(begun)).not.toBeNull();
  expect(await shop.violations()).toEqual([]);
});
