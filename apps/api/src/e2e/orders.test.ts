import type { Client } from '@trastienda/shop-client';
import type { Address } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { productFixture } from '@trastienda/shop-testing';
import { afterAll, describe, expect, test } from 'vitest';
import { person, reasonOf } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

afterAll(async () => {
  expect(await checkInvariants(backend.server.uri)).toEqual([]);
});

const ADDRESS: Address = {
  name: 'Ana García',
  company: null,
  line1: 'Calle Mayor 1',
  line2: null,
  city: 'Madrid',
  postalCode: '28001',
  region: null,
  country: 'ES',
  phone: null,
};

/** A client without an account. */
function newGuest(): Client {
  let token: string | null = null;
  const guest = {
    get: () => token,
    set: (made: string) => {
      token = made;
    },
  };
  return backend.client({ guest });
}

/** Buys two of something that needs no shipping; gives the order and the thing. */
async function buy(client: Client): Promise<{ readonly orderId: string; readonly sku: string }> {
  const { variants } = productFixture();
  const inventory = { isTracked: true, quantity: 5, policy: 'deny' } as const;
  const product = await backend.staff.admin.products.create.mutate(
    productFixture({
      variants: variants.map((variant) => ({ ...variant, inventory, requiresShipping: false })),
    }),
  );
  const sku = product.variants[0]?.sku ?? '';
  await client.cart.add.mutate({ sku, quantity: 2 });
  const { id: checkoutId } = await client.checkout.start.mutate({
    email: 'ana@example.com',
    shippingAddress: ADDRESS,
  });
  await client.checkout.pay.mutate({
    checkoutId,
    paymentMethod: 'pm_test_approve',
  });
  const { orderId } = await client.checkout.complete.mutate({
    checkoutId,
  });
  return { orderId: orderId ?? '', sku };
}

describe('an order over HTTP', () => {
  test('is visible to its buyer from the payment to the refund of a return', async () => {
    const guest = newGuest();
    const { orderId, sku } = await buy(guest);
    const lines = [{ sku, quantity: 1 }];
    const placed = await guest.orders.get.query({ orderId });
    expect(placed).toMatchObject({ status: 'paid', paymentStatus: 'paid', isCancellable: true });

    const { staff } = backend;
    const tracking = { carrier: 'Correos', number: 'PK1', url: 'https://track.example/PK1' };
    await staff.admin.orders.fulfil.mutate({ orderId, tracking });
    const asked = await guest.orders.requestReturn.mutate({
      orderId,
      lines,
      reason: 'too small',
    });
    const returnId = asked.returns[0]?.id ?? '';
    const decision = 'accepted';
    await staff.admin.orders.resolveReturn.mutate({ orderId, returnId, decision });
    const what = { kind: 'lines', lines, restock: true } as const;
    await staff.admin.orders.refund.mutate({ orderId, what, reason: 'returned' });

    expect(await guest.orders.get.query({ orderId })).toMatchObject({
      status: 'fulfilled',
      paymentStatus: 'partially-refunded',
      refunded: { amount: 1000, currency: 'EUR' },
      fulfilments: [{ lines: [{ sku, quantity: 2 }], tracking }],
      returns: [{ status: 'accepted' }],
      refunds: [{ status: 'succeeded', reason: 'returned' }],
      isCancellable: false,
    });
    const history = await staff.admin.orders.events.query({
      aggregate: 'order',
      aggregateId: orderId,
    });
    expect(history.items.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
      '1 order.placed',
      '2 order.paid',
      '3 order.fulfilled',
      '4 order.return-requested',
      '5 order.return-resolved',
      '6 order.refund-requested',
      '7 order.refunded',
    ]);
    const found = await staff.admin.orders.search.query({ search: placed.number });
    expect(found.items).toMatchObject([{ id: orderId, name: 'Ana García' }]);
  });

  test('is hidden from other guests and from customers', async () => {
    const { orderId } = await buy(newGuest());
    const stranger = newGuest();
    const customer = await person(backend);
    for (const { orders } of [stranger, customer.client]) {
      expect(await reasonOf(orders.get.query({ orderId }))).toBe('ORDER_NOT_FOUND');
      expect(await reasonOf(orders.cancel.mutate({ orderId }))).toBe('ORDER_NOT_FOUND');
      expect((await orders.list.query()).items).toEqual([]);
    }
    const { orders } = customer.client.admin;
    expect(await reasonOf(orders.search.query())).toBe('PERMISSION_MISSING');
    expect(await reasonOf(orders.get.query({ orderId }))).toBe('PERMISSION_MISSING');
  });

  test('is shipped by staff, and refunded by managers only', async () => {
    const { orderId } = await buy(newGuest());
    const member = await person(backend, 'staff');
    const manager = await person(backend, 'manager');
    const what = { kind: 'amount', amount: 500 } as const;
    const refund = { orderId, what };
    const { orders } = member.client.admin;
    expect(await reasonOf(orders.refund.mutate(refund))).toBe('PERMISSION_MISSING');
    expect(await reasonOf(orders.cancel.mutate({ orderId }))).toBe('PERMISSION_MISSING');
    await manager.client.admin.orders.refund.mutate(refund);
    const sent = await orders.fulfil.mutate({ orderId });
    expect(sent).toMatchObject({ status: 'fulfilled', refunds: [{ amount: { amount: 500 } }] });
    const { items } = await backend.staff.admin.audit.list.query({ subjectId: orderId });
    expect(items).toMatchObject([
      { action: 'order.fulfilled', actor: { kind: 'account', id: member.id } },
      { action: 'order.refunded', actor: { kind: 'account', id: manager.id } },
    ]);
  });

  test('is retained when its account is deleted, as the law requires', async () => {
    const customer = await person(backend);
    const { orderId } = await buy(customer.client);
    await customer.client.account.delete.mutate();
    const kept = await backend.staff.admin.orders.get.query({ orderId });
    expect(kept).toMatchObject({ accountId: customer.id, email: 'ana@example.com' });
  });
});
