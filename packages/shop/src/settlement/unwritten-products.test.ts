import { expect, test } from 'vitest';
import { useTestOrders } from '../testing/start-test-orders.ts';

const shop = await useTestOrders();

test('A purchase of the last units writes no product', async () => {
  const sku = await shop.offer({ quantity: 1 });
  await shop.server.withClient(async (client) => {
    // A write of a product would conflict with this one, and the purchase would fail.
    const session = client.startSession();
    session.startTransaction();
    const change = { $set: { title: 'Being edited' } };
    await client.db().collection('products').updateMany({}, change, { session });
    const begun = await shop.begin(sku);
    await shop.pay(begun, 'pm_test_approve');
    await shop.complete(begun);
    await session.abortTransaction();
    await session.endSession();
    expect(await shop.orderOf(begun)).toMatchObject({ lines: [{ sku, quantity: 1 }] });
  });
  expect(await shop.database.stock.findStaleListings(10)).toMatchObject([{ sku }]);
});
