import { failAtEachWrite } from '@trastienda/testing';
import { runCount } from '@trastienda/testing/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import { crashMoments, createCrashable } from '../testing/create-crashable.ts';
import type { StartedCheckout, TestPayments } from '../testing/start-test-payments.ts';
import { VISITOR } from '../testing/start-test-shop.ts';
import { TOTAL_TO_LISBON, useTestAmendments } from './testing/start-test-amendments.ts';

const fixture = await useTestAmendments();
const { amend, beginShipped: begin, codeForOnce, database, stateOf, typesOf, usesOf } = fixture;
const { toLisbon } = fixture;

afterAll(async () => {
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
});

const skuOf = ({ checkout }: StartedCheckout) => checkout.lines[0]?.sku ?? '';

describe('An amendment in the presence of faults', () => {
  test('is whole or has not happened, at whichever write the database fails', async ({ skip }) => {
    const { server } = fixture;
    if (server.embedded === undefined) return skip('fail points are of the embedded database');
    const { code } = await codeForOnce();
    const begun = await begin([code]);
    await fixture.pay(begun, null);
    const changes = { ...toLisbon, discountCodes: [], idempotencyKey: fixture.newKey() };
    const before = await server.contents();
    const failures = await failAtEachWrite(
      server.uri,
      () => amend(begun, changes),
      async () => expect(await server.contents()).toBe(before),
    );
    // The checkout, its event, the discount with its use, the payment, the key and the commit.
    expect(failures).toBeGreaterThanOrEqual(6);
    expect(await stateOf(begun)).toMatchObject({ prices: { total: { amount: TOTAL_TO_LISBON } } });
  });

  test('of a process that crashes is finished by the repeated call, and paid once', async () => {
    for (const moments of crashMoments()) {
      const begun = await begin();
      const changes = { ...toLisbon, idempotencyKey: fixture.newKey() };
      const crashable = createCrashable(fixture, moments);
      const shop = fixture.openProcess({
        database: crashable.database,
        provider: crashable.provider,
      });
      const key = fixture.newKey();
      const buy = async ({ checkout }: Pick<TestPayments, 'checkout'>) => {
        const call = { checkoutId: begun.checkout.id, idempotencyKey: key };
        await checkout.pay(begun.buyer, { ...call, paymentMethod: null }, VISITOR);
        await amend(begun, changes, { checkout });
        const again = { ...call, idempotencyKey: `${key}-2`, paymentMethod: 'pm_test_approve' };
        await checkout.pay(begun.buyer, again, VISITOR);
        return checkout.complete(begun.buyer, call, VISITOR);
      };
      await buy(shop).catch((error: unknown) => {
        if (!crashable.hasCrashed()) throw error;
      });
      expect(await buy(fixture)).toMatchObject({ status: 'completed' });
      expect(await fixture.orderOf(begun)).toMatchObject({
        status: 'paid',
        totalAmount: TOTAL_TO_LISBON,
      });
      if (!crashable.hasCrashed()) break;
    }
  });
});

describe('An amendment at the same time as', () => {
  const ROUNDS = runCount(2, 4);
  const elsewhere = () => fixture.openProcess();
  const call = ({ checkout }: StartedCheckout) => ({
    checkoutId: checkout.id,
    idempotencyKey: fixture.newKey(),
  });
  const reasonOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'ok',
      ({ reason }: { reason: string }) => reason,
    );

  test('a payment results in a payment of the total', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = await begin();
      const pay = { ...call(begun), paymentMethod: 'pm_test_approve' };
      const [amended, paid] = await Promise.all([
        reasonOf(amend(begun, toLisbon)),
        reasonOf(elsewhere().checkout.pay(begun.buyer, pay, VISITOR)),
      ]);
      expect(paid).toBe('ok');
      expect(['ok', 'PAYMENT_IN_PROGRESS']).toContain(amended);
      const total = amended === 'ok' ? TOTAL_TO_LISBON : 2400;
      expect(await fixture.paymentOf(begun)).toMatchObject({ amount: total });
      await fixture.complete(begun);
      expect(await fixture.orderOf(begun)).toMatchObject({ totalAmount: total, paidAmount: total });
    }
  });

  test('the confirmation of a payment results in an order of what was paid, or in none', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = await begin();
      await fixture.pay(begun, null);
      const { id, reference } = await fixture.paymentOf(begun);
      await fixture.driver.approve(reference ?? '');
      const [amended, completed] = await Promise.all([
        reasonOf(amend(begun, toLisbon)),
        reasonOf(elsewhere().checkout.complete(begun.buyer, call(begun), VISITOR)),
      ]);
      const order = await fixture.orderOf(begun);
      if (order !== null) {
        expect(completed).toBe('ok');
        expect(order).toMatchObject({ totalAmount: 2400, paidAmount: 2400 });
        expect(['PAYMENT_IN_PROGRESS', 'CHECKOUT_CLOSED']).toContain(amended);
      } else {
        expect(amended).toBe('ok');
        await fixture.runBackground();
        expect(await database.payments.find(id)).toMatchObject({ status: 'voided' });
      }
    }
  });

  test('a cancellation or the expiry leaves nothing reserved', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, code } = await codeForOnce();
      const begun = await begin([code]);
      const [amended, cancelled] = await Promise.all([
        reasonOf(amend(begun, { ...toLisbon, discountCodes: [] })),
        reasonOf(elsewhere().checkout.cancel(begun.buyer, call(begun), VISITOR)),
      ]);
      expect(cancelled).toBe('ok');
      expect(['ok', 'CHECKOUT_CLOSED']).toContain(amended);
      expect(await stateOf(begun)).toMatchObject({ status: 'cancelled' });
      expect(await usesOf(id)).toBe(0);
      expect(await fixture.available(skuOf(begun))).toBe(10);
    }
  });

  test('another amendment results in the one or the other, as a whole', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = await begin();
      const email = 'eva@example.com';
      const outcomes = await Promise.all([
        reasonOf(amend(begun, toLisbon)),
        reasonOf(amend(begun, { email }, elsewhere())),
      ]);
      expect(outcomes).toEqual(['ok', 'ok']);
      expect(await stateOf(begun)).toMatchObject({
        email,
        prices: { total: { amount: TOTAL_TO_LISBON } },
      });
      expect(await typesOf(begun)).toHaveLength(3);
    }
  });
});
