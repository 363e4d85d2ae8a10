import { describe, expect, test } from 'vitest';
import { canFulfil, countUnits, isAwaited, unitsOf, unsentUnits } from './order-units.ts';
import { lineWith, orderWith, returnWith } from './testing/order-fixture.ts';

describe('units of a line', () => {
  test('are to send until they are sent or canceled', () => {
    const line = lineWith({ quantity: 10, fulfilledQuantity: 4, canceledQuantity: 3 });
    expect(unitsOf(line, { returns: [] })).toMatchObject({ unsent: 3, withBuyer: 4 });
  });

  test('are with the buyer until they come back', () => {
    const line = lineWith({ quantity: 5, fulfilledQuantity: 5, returnedQuantity: 2 });
    expect(unitsOf(line, { returns: [] })).toMatchObject({ unsent: 0, withBuyer: 3 });
  });

  test('of returns are counted by the answer; those that came back no longer', () => {
    const line = lineWith({ sku: 'TEE', quantity: 9, fulfilledQuantity: 9, returnedQuantity: 1 });
    const returns = [
      returnWith('requested', 'TEE', 2),
      returnWith('accepted', 'TEE', 3),
      returnWith('accepted', 'CAP', 1),
      returnWith('declined', 'TEE', 1),
    ];
    expect(unitsOf(line, { returns })).toMatchObject({ requested: 2, accepted: 2 });
  });

  test('of an accepted return are awaited until all have come back', () => {
    const request = returnWith('accepted', 'TEE', 2);
    const orderAfter = (returnedQuantity: number) => ({
      lines: [lineWith({ sku: 'TEE', quantity: 3, fulfilledQuantity: 3, returnedQuantity })],
      returns: [request],
    });
    expect(isAwaited(request, orderAfter(1))).toBe(true);
    expect(isAwaited(request, orderAfter(2))).toBe(false);
  });
});

describe('units to send', () => {
  const lines = [
    lineWith({ sku: 'TEE', quantity: 3, fulfilledQuantity: 1 }),
    lineWith({ sku: 'CAP', quantity: 2, fulfilledQuantity: 2 }),
  ];

  test('are those of lines that have some left', () => {
    expect(unsentUnits(orderWith({ lines }))).toEqual([{ sku: 'TEE', quantity: 2 }]);
    expect(countUnits(unsentUnits(orderWith({ lines })))).toBe(2);
  });

  test('can be sent when the order is paid', () => {
    expect(canFulfil(orderWith({ lines, status: 'partially-fulfilled' }))).toBe(true);
    expect(canFulfil(orderWith({ lines, status: 'paid' }))).toBe(true);
    expect(canFulfil(orderWith({ lines, status: 'pending' }))).toBe(false);
    expect(canFulfil(orderWith({ lines: [], status: 'paid' }))).toBe(false);
  });
});
