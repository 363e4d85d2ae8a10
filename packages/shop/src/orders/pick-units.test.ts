import { describe, expect, test } from 'vitest';
import { pickEverything, pickUnits, pickUnsent } from './pick-units.ts';
import {
  canceled,
  failed,
  kept,
  orderOfTen,
  refundOf,
  returned,
  returnOf,
  SKU,
} from './testing/line-refunds.ts';

type Order = Parameters<typeof pickUnits>[0];
type Refunds = Parameters<typeof pickUnits>[1];
type Choice = Parameters<typeof pickUnits>[3];
type From = 'unsent' | 'sent' | undefined;

/** Picks units of the line and returns their next state. */
function pick(order: Order, refunds: Refunds, quantity: number, choice: Choice, from?: From) {
  const wanted = { sku: SKU, quantity, ...(from !== undefined && { from }) };
  const [made] = pickUnits(order, refunds, [wanted], choice);
  const { line: _, settled: __, ...units } = made ?? { line: null, settled: null };
  return units;
}

const NOTHING = {
  ...{ quantity: 0, canceled: 0, withdrawn: 0, returned: 0, unrequested: 0, settledReturned: 0 },
  ...{ reopened: 0, restocked: 0, restockedReturned: 0, canceledOnShelf: 0, returnedOnShelf: 0 },
};
const exceeds = (left: number) =>
  expect.objectContaining({ reason: 'ORDER_QUANTITY_EXCEEDED', details: { sku: SKU, left } });

/**
 * Ten units: two canceled and two returned, one of each unpaid and none on the shelf, one in a
 * return accepted since, two more with the buyer, three unshipped.
 */
const counts = { fulfilledQuantity: 5, canceledQuantity: 2, returnedQuantity: 2 };
const mixed = orderOfTen(counts, { returns: [returnOf(3, 'accepted')] });
const refunds = [
  ...[refundOf(canceled(1)), failed(canceled(1))],
  ...[refundOf(returned(1)), failed(returned(1))],
];

describe('units of any kind', () => {
  const plain = { restock: false };

  test.each([
    [1, { quantity: 1, canceled: 1 }],
    [2, { quantity: 2, canceled: 1, settledReturned: 1 }],
    [3, { quantity: 3, canceled: 1, settledReturned: 2, returned: 1 }],
    [6, { quantity: 6, canceled: 4, settledReturned: 2, returned: 1, withdrawn: 3 }],
    [8, { quantity: 8, canceled: 4, settledReturned: 2, returned: 1, withdrawn: 3 }],
  ])(
    '%i are first those of failed refunds, then of returns, unshipped, shipped',
    (quantity, picked) => {
      expect(pick(mixed, refunds, quantity, plain)).toEqual({ ...NOTHING, ...picked });
    },
  );

  test('never exceed the existing units', () => {
    expect(() => pick(mixed, refunds, 9, plain)).toThrow(exceeds(8));
    expect(() => pick(mixed, refunds, 5, plain, 'unsent')).toThrow(exceeds(4));
    expect(() => pick(mixed, refunds, 5, plain, 'sent')).toThrow(exceeds(4));
  });

  test('are restocked by kind, shipped ones as returned', () => {
    expect(pick(mixed, refunds, 8, { restock: true })).toEqual({
      ...{ ...NOTHING, quantity: 8, canceled: 4, withdrawn: 3 },
      ...{ returned: 3, unrequested: 2, settledReturned: 4 },
      ...{ restocked: 8, restockedReturned: 4, canceledOnShelf: 4, returnedOnShelf: 4 },
    });
    expect(pick(mixed, refunds, 4, { restock: true }, 'unsent')).toMatchObject({
      ...{ quantity: 4, canceled: 4, withdrawn: 3, returned: 0 },
      ...{ restocked: 4, restockedReturned: 0 },
    });
    expect(pick(mixed, refunds, 4, { restock: true }, 'sent')).toMatchObject({
      ...{ quantity: 4, canceled: 0, withdrawn: 0, returned: 3, unrequested: 2 },
      ...{ restocked: 4, restockedReturned: 4 },
    });
  });

  test('at a given amount may be settled ones that are not on the shelf', () => {
    const again = { restock: true, amount: 500 };
    expect(pick(mixed, refunds, 10, again)).toMatchObject({
      ...{ quantity: 8, canceled: 4, withdrawn: 3, returned: 3 },
      ...{ restocked: 10, restockedReturned: 5, canceledOnShelf: 5, returnedOnShelf: 5 },
    });
    expect(() => pick(mixed, refunds, 11, again)).toThrow(exceeds(10));
    expect(() => pick(mixed, refunds, 9, { restock: false, amount: 500 })).toThrow(exceeds(8));
  });

  test('are restocked up to the number taken from stock', () => {
    const again = { restock: true, amount: 500 };
    const { returns } = mixed;
    const six = orderOfTen({ ...counts, stockQuantity: 6 }, { returns });
    expect(pick(six, refunds, 10, again)).toMatchObject({ restocked: 6, restockedReturned: 1 });
    const one = orderOfTen({ ...counts, stockQuantity: 1 }, { returns });
    expect(pick(one, refunds, 9, again)).toMatchObject({ restocked: 1, restockedReturned: 0 });
    expect(() => pick(one, refunds, 10, again)).toThrow(exceeds(9));
  });
});

describe('units with a failed refund', () => {
  test('are not picked of a canceled order, which refunds them automatically', () => {
    const gone = orderOfTen({ canceledQuantity: 10 }, { status: 'cancelled' });
    const unpaid = [failed(canceled(10))];
    expect(() => pick(gone, unpaid, 1, { restock: false })).toThrow(exceeds(0));
    const closed = { ...gone, isClosedByRefund: true };
    expect(pick(closed, unpaid, 10, { restock: false })).toMatchObject({ canceled: 10 });
    const open = { ...gone, status: 'paid' as const };
    expect(pick(open, unpaid, 10, { restock: false })).toMatchObject({ canceled: 10 });
  });

  test.each([
    [1, true, { restocked: 0, canceledOnShelf: 1 }],
    [2, true, { restocked: 1, canceledOnShelf: 2 }],
    [1, false, { restocked: 0, canceledOnShelf: 0 }],
    [2, false, { restocked: 0, canceledOnShelf: 1 }],
  ])('%i of two canceled ones, one on the shelf, with restock %s', (quantity, restock, shelf) => {
    const order = orderOfTen({ canceledQuantity: 2, restockedQuantity: 1 });
    const picked = pick(order, [failed(canceled(2, 1))], quantity, { restock }, 'unsent');
    expect(picked).toMatchObject({ ...shelf, quantity, withdrawn: 0, restockedReturned: 0 });
  });

  test.each([
    [1, true, { restocked: 0, returnedOnShelf: 1 }],
    [2, true, { restocked: 1, returnedOnShelf: 2 }],
    [1, false, { restocked: 0, returnedOnShelf: 0 }],
    [2, false, { restocked: 0, returnedOnShelf: 1 }],
  ])('%i of two returned ones, one on the shelf, with restock %s', (quantity, restock, shelf) => {
    const units = { fulfilledQuantity: 2, returnedQuantity: 2, restockedQuantity: 1 };
    const order = orderOfTen(units, { returns: [returnOf(2, 'accepted')] });
    const picked = pick(order, [failed(returned(2, 1))], quantity, { restock }, 'sent');
    const more = { quantity, returned: 0, restockedReturned: shelf.restocked };
    expect(picked).toMatchObject({ ...shelf, ...more, settledReturned: quantity });
  });
});

describe('units that the buyer keeps at a reduced price', () => {
  const order = orderOfTen({ fulfilledQuantity: 2 });
  const short = [refundOf(kept(2, 500))];

  test('are picked for the rest of their price, or for a return', () => {
    const rest = { ...NOTHING, reopened: 1 };
    expect(pick(order, short, 1, { restock: false }, 'sent')).toEqual(rest);
    expect(pick(order, short, 1, { restock: false, amount: 300 }, 'sent')).toEqual(rest);
    const back = { ...rest, returned: 1, unrequested: 1, settledReturned: 1 };
    const shelf = { restocked: 1, restockedReturned: 1, returnedOnShelf: 1 };
    expect(pick(order, short, 1, { restock: true }, 'sent')).toEqual({ ...back, ...shelf });
    expect(pick(order, short, 2, { restock: true, amount: 0 }, 'sent')).toMatchObject({
      ...{ reopened: 2, returned: 2, restocked: 2 },
    });
    expect(() => pick(order, short, 3, { restock: false }, 'sent')).toThrow(exceeds(2));
  });

  test('are not picked when nothing would change', () => {
    expect(() => pick(order, short, 1, { restock: false, amount: 0 }, 'sent')).toThrow(exceeds(0));
  });
});

describe('units in returns', () => {
  test('are rejected while the return request is open', () => {
    const order = orderOfTen({ fulfilledQuantity: 3 }, { returns: [returnOf(1, 'requested')] });
    const waits = expect.objectContaining({
      reason: 'ORDER_STATE_INVALID',
      details: { status: 'paid', sku: SKU, returnStatus: 'requested' },
    });
    const plain = { restock: false };
    expect(pick(order, [], 2, plain, 'sent')).toMatchObject({ quantity: 2 });
    expect(() => pick(order, [], 3, plain, 'sent')).toThrow(waits);
    expect(() => pick(order, [], 4, plain, 'sent')).toThrow(exceeds(2));
    expect(() => pick(order, [], 8, plain, 'unsent')).toThrow(exceeds(7));
    expect(pick(order, [], 9, plain)).toMatchObject({ quantity: 9 });
    expect(() => pick(order, [], 10, plain)).toThrow(waits);
  });

  test('are none when more units were returned than accepted', () => {
    const units = { fulfilledQuantity: 3, returnedQuantity: 2 };
    const order = orderOfTen(units, { returns: [returnOf(1, 'accepted')] });
    const paid = [refundOf(returned(2))];
    expect(pick(order, paid, 1, { restock: false }, 'sent')).toMatchObject({ quantity: 1 });
    expect(() => pick(order, paid, 2, { restock: false }, 'sent')).toThrow(exceeds(1));
  });
});

describe('every unit', () => {
  test('that is unshipped is canceled, or was canceled and not refunded', () => {
    const unsent = { quantity: 4, canceled: 4, withdrawn: 3, returned: 0 };
    expect(pickUnsent(mixed, refunds, true)).toMatchObject([{ ...unsent, restocked: 4 }]);
    expect(pickUnsent(mixed, refunds, false)).toMatchObject([{ ...unsent, restocked: 0 }]);
    expect(pickUnsent(orderOfTen({ fulfilledQuantity: 10 }), [], true)).toEqual([]);
  });

  test('with unsettled money is picked, and restocked unless the buyer has it', () => {
    expect(pickEverything(mixed, refunds, false)).toMatchObject([
      { ...{ ...NOTHING, quantity: 8, canceled: 4, withdrawn: 3, settledReturned: 1 } },
    ]);
    expect(pickEverything(mixed, refunds, true)).toMatchObject([
      {
        ...{ quantity: 8, canceled: 4, withdrawn: 3, returned: 1, unrequested: 0 },
        ...{ settledReturned: 2, restocked: 6, restockedReturned: 2 },
      },
    ]);
  });

  test('is picked for the rest of its price, or for a return only', () => {
    const one = orderOfTen({ fulfilledQuantity: 1, canceledQuantity: 9 });
    const withdrawn = refundOf(canceled(9));
    expect(pickEverything(one, [withdrawn, refundOf(kept(1, 200))], false)).toMatchObject([
      { quantity: 0, reopened: 1, returned: 0 },
    ]);
    const asked = { ...one, returns: [returnOf(1, 'accepted')] };
    const settled = [withdrawn, refundOf(kept(1))];
    expect(pickEverything(asked, settled, true)).toMatchObject([
      { quantity: 0, reopened: 0, returned: 1, restocked: 1 },
    ]);
    expect(pickEverything(asked, settled, false)).toEqual([]);
  });
});

describe('sent units that were paid in full and stay with the buyer', () => {
  const units = { fulfilledQuantity: 5 };
  const paid = refundOf(kept(2));
  const plain = { restock: false };

  test('are not picked in place of those that a return is asked for', () => {
    const order = orderOfTen(units, { returns: [returnOf(1, 'requested')] });
    expect(pick(order, [paid], 2, plain, 'sent')).toMatchObject({ quantity: 2 });
    const waits = expect.objectContaining({ reason: 'ORDER_STATE_INVALID' });
    expect(() => pick(order, [paid], 3, plain, 'sent')).toThrow(waits);
  });

  test('are not picked beside those of a return that was accepted, or whose refund failed', () => {
    const order = orderOfTen(units, { returns: [returnOf(1, 'accepted')] });
    expect(() => pick(order, [paid], 4, plain, 'sent')).toThrow(exceeds(3));
    const back = orderOfTen({ ...units, returnedQuantity: 1 }, { returns: order.returns });
    const refundsOf = [paid, failed(returned(1))];
    expect(() => pick(back, refundsOf, 4, plain, 'sent')).toThrow(exceeds(3));
  });
});

describe('units that go back on the shelf', () => {
  test('are settled ones only where the call names an amount', () => {
    expect(() => pick(mixed, refunds, 9, { restock: true })).toThrow(exceeds(8));
  });

  test('are no more than left it and are not back yet', () => {
    const again = { restock: true, amount: 0 };
    const units = { fulfilledQuantity: 7, canceledQuantity: 3 };
    const some = orderOfTen({ ...units, restockedQuantity: 1, stockQuantity: 2 });
    const paid = [refundOf(canceled(3, 1))];
    expect(pick(some, paid, 1, again, 'unsent')).toMatchObject({ restocked: 1, quantity: 0 });
    expect(() => pick(some, paid, 2, again, 'unsent')).toThrow(exceeds(1));

    const first = { canceledQuantity: 1, restockedQuantity: 1, stockQuantity: 2 };
    const picked = pick(orderOfTen(first), [refundOf(canceled(1, 1))], 3, { restock: true });
    expect(picked).toMatchObject({ withdrawn: 3, restocked: 1 });
  });

  test('count as withdrawn when they are late, and were never sent', () => {
    const order = orderOfTen({ fulfilledQuantity: 8, canceledQuantity: 2 });
    const again = { restock: true, amount: 0 };
    expect(pick(order, [refundOf(canceled(2))], 1, again, 'unsent')).toEqual({
      ...{ ...NOTHING, restocked: 1, canceledOnShelf: 1 },
    });
  });
});

describe('what a pick settles', () => {
  test('is a unit as returned once, though its first refund failed after the rest was paid', () => {
    const order = orderOfTen(
      { fulfilledQuantity: 1, returnedQuantity: 1 },
      { returns: [returnOf(1, 'accepted')] },
    );
    const rest = { reopened: 1, reopenedValue: 800, amount: 800, value: 800 };
    const made = [failed(kept(1, 200)), refundOf({ ...kept(0), ...rest, returned: 1 })];
    expect(pick(order, made, 1, { restock: false }, 'sent')).toMatchObject({
      ...{ quantity: 1, settledReturned: 0, reopened: 0 },
    });
  });

  test('is the rest of a price only after the units that nothing was paid for', () => {
    const order = orderOfTen({ fulfilledQuantity: 3 });
    const short = [refundOf(kept(1, 200))];
    const pickSent = (quantity: number) => pick(order, short, quantity, { restock: false }, 'sent');
    expect(pickSent(2)).toMatchObject({ quantity: 2, reopened: 0 });
    expect(pickSent(3)).toMatchObject({ quantity: 2, reopened: 1 });
  });
});
