import { expect, test } from 'vitest';
import { lineWith, orderWith } from '../orders/testing/order-fixture.ts';
import { slipChoices } from './slip-units.ts';

const AT = '2026-03-01T10:00:00.000Z';
const parcel = (id: string, quantity: number) => ({
  id,
  lines: [{ sku: 'TEE', quantity }],
  tracking: null,
  at: AT,
});

test('A packing slip is about what is to be sent, or about a parcel', () => {
  const order = orderWith({
    lines: [lineWith({ quantity: 5, fulfilledQuantity: 3 })],
    fulfilments: [parcel('p1', 1), parcel('p2', 2)],
  });
  expect(slipChoices(order)).toEqual([
    { value: 'unsent', parcel: null, units: [{ sku: 'TEE', quantity: 2 }] },
    { value: 'p2', parcel: 2, units: [{ sku: 'TEE', quantity: 2 }] },
    { value: 'p1', parcel: 1, units: [{ sku: 'TEE', quantity: 1 }] },
  ]);
});

test('Nothing of a canceled order is to be sent', () => {
  expect(slipChoices(orderWith({ status: 'cancelled' }))).toEqual([]);
});
