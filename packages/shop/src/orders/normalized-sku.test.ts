import {
  CreateDiscountInput,
  DiscountCode,
  OPERATOR_ORIGIN,
  RefundOrderInput,
  Sku,
} from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { expect, test } from 'vitest';
import { createCatalogService } from '../catalog/create-catalog-service.ts';
import { STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const fixture = await useTestOrders();

test('records under another spelling of a SKU continue under its normalized spelling', async () => {
  const old = 'CAFE\u0301\u200b-1';
  const sku = Sku.parse(old);
  expect(sku).toBe('CAFÉ-1');
  const inventory = { isTracked: true, quantity: 10, policy: 'deny' } as const;
  const product = productFixture({ amount: 1000 });
  const variants = product.variants.map((each) => ({
    ...{ ...each, sku: old, inventory, requiresShipping: false },
  }));
  const catalog = createCatalogService({ ...fixture, currency: 'EUR' });
  await catalog.create({ ...product, variants }, OPERATOR_ORIGIN);
  const code = 'E\u0301TE\u030120';
  const effect = { kind: 'percent', ratePpm: 100_000 } as const;
  const discount = CreateDiscountInput.parse({ title: 'Summer', effect });
  await fixture.discounts.create({ ...discount, code }, OPERATOR_ORIGIN);

  // One order to ship, return and partially refund, one to ship later, one open checkout and one
  // cart.
  const order = async () => {
    const begun = await fixture.begin(old, 2);
    await fixture.pay(begun, 'pm_test_approve');
    await fixture.complete(begun);
    const placed = await fixture.orderOf(begun);
    if (placed === null) throw new Error('There is no order.');
    return { buyer: begun.buyer, orderId: placed.id, sku: old, skus: [old] };
  };
  const sent = await order();
  await fixture.ship(sent, 2);
  const returned = {
    ...fixture.callInput(sent),
    lines: fixture.unitsOf(sent, 1),
    reason: 'too small',
  };
  const { returns } = await fixture.orders.requestReturn(sent.buyer, returned, VISITOR);
  const answer = { returnId: returns[0]?.id ?? '', decision: 'accepted' } as const;
  await fixture.orderAdmin.resolveReturn({ ...fixture.callInput(sent), ...answer }, STAFF);
  const refund = (about: ReturnType<typeof fixture.callInput>, restock: boolean) => {
    const what = { kind: 'lines', lines: [{ sku: old, quantity: 1 }], restock };
    return { ...about, ...RefundOrderInput.parse({ ...about, what }) };
  };
  const waiting = await order();
  const open = await fixture.begin(old, 1);
  const buyer = fixture.newBuyer();
  await fixture.fill(buyer, { sku: old, quantity: 1 });
  await fixture.cart.setDiscountCodes(buyer, { codes: [code] });

  // As it was stored before the migration, under a name that a later one has changed.
  await fixture.server.withClient((client) =>
    client
      .db()
      .collection('checkouts')
      .updateMany({}, { $rename: { reservations: 'holds' } }),
  );
  const { ran, left } = await fixture.database.migrations.run({ now: () => fixture.clock.now() });
  expect(ran).toContain('0001-one-form');
  expect(left).toEqual([]);
  expect(await fixture.violations()).toEqual([]);

  await fixture.orderAdmin.refund(refund(fixture.callInput(sent), true), STAFF);
  await fixture.orderAdmin.fulfil(
    { ...fixture.callInput(waiting), lines: [{ sku, quantity: 1 }] },
    STAFF,
  );
  await fixture.orderAdmin.refund(refund(fixture.callInput(waiting), false), STAFF);
  await fixture.pay(open, 'pm_test_approve');
  await fixture.complete(open);
  const cart = await fixture.cart.setLine(buyer, { sku, quantity: 2 });
  expect(cart).toMatchObject({
    lines: [{ sku, quantity: 2, isAvailable: true }],
    discountCodes: [DiscountCode.parse(code)],
    changes: [],
    total: { amount: 1800 },
  });
  await fixture.checkout.start(buyer, fixture.startInput(), VISITOR);
  await fixture.runBackground();
  expect(await fixture.violations()).toEqual([]);
  // Ten units, minus two and two sold, plus one canceled and one returned.
  expect(await fixture.available(sku)).toBe(6);
});
