import { expect, test } from 'vitest';
import { useTestOrders } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const shop = await useTestOrders();
const { embedded } = shop.server;

/** Counts the commands that a call sends to the database, including those of the sandbox. */
async function count<Result>(work: () => Promise<Result>) {
  embedded?.resetStats();
  const result = await work();
  const { hello, ping, endSessions, ...commands } = embedded?.stats().commands ?? {};
  return { result, commands: Object.values(commands).reduce((sum, times) => sum + times, 0) };
}

test.skipIf(embedded === undefined)(
  'A purchase and a refund send no more commands to the database than they need',
  async () => {
    const sku = await shop.offer();
    const buyer = shop.newBuyer();
    const add = await count(() => shop.fill(buyer, { sku, quantity: 2 }));
    const start = await count(() => shop.checkout.start(buyer, shop.startInput(), VISITOR));
    const begun = { buyer, checkout: start.result };
    const pay = await count(() => shop.pay(begun, 'pm_test_approve'));
    const complete = await count(() => shop.complete(begun));
    const order = await shop.orderOf(begun);
    const bought = { buyer, orderId: order?.id ?? '', sku, skus: [sku] };
    const lines = [{ sku, quantity: 1 }];
    const refund = await count(() => shop.refund(bought, { kind: 'lines', lines, restock: true }));
    expect({
      add: add.commands,
      start: start.commands,
      pay: pay.commands,
      complete: complete.commands,
      refund: refund.commands,
    }).toEqual({ add: 4, start: 10, pay: 10, complete: 18, refund: 18 });
  },
);

test.skipIf(embedded === undefined)(
  'A start that is rejected in its transaction reads the cart there once',
  async () => {
    const buyer = shop.newBuyer();
    await shop.fill(buyer, { sku: await shop.offer(), quantity: 2 });
    const expectedTotal = { amount: 1, currency: 'EUR' };
    const start = shop.startInput({ expectedTotal });
    const { commands } = await count(() =>
      expect(shop.checkout.start(buyer, start, VISITOR)).rejects.toMatchObject({
        reason: 'CHECKOUT_TOTAL_DIFFERS',
      }),
    );
    expect(commands).toBe(7);
  },
);
