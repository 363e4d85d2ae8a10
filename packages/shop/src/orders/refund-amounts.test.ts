import type { OrderState, RefundState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import {
  isPaidBack,
  refundAmount,
  refundEverything,
  refundLines,
  refundShipping,
  refundUnsent,
} from './refund-plan.ts';
import { failed, kept, orderOfTen, refundOf, returnOf } from './testing/line-refunds.ts';
import { begun, orderOf, type Priced } from './testing/priced-order.ts';

type Line = OrderState['lines'][number];

/** A paid order with the given number of sent units per line. */
function sentOf(
  priced: readonly Priced[],
  sent: number,
  shipping = { total: 0, tax: 0 },
): OrderState {
  const order = orderOf(priced, shipping);
  const send = (line: Line) => ({ ...line, fulfilledQuantity: sent });
  return { ...order, status: 'partially-fulfilled', lines: order.lines.map(send) };
}

const wanted = (quantity: number, ...skus: string[]) => ({
  lines: skus.map((sku) => ({ sku, quantity })),
  restock: true,
});
const one = 'SKU-0';
const exceeds = (amount: number, left: number) =>
  expect.objectContaining({ reason: 'REFUND_EXCEEDS_PAID', details: { amount, left } });

describe('units that do not cost the same', () => {
  const line = { quantity: 3, total: 1000, tax: 100 };

  test.each([
    [1, [333, 333, 334], [33, 33, 34]],
    [10, [330, 330, 340], [33, 33, 34]],
  ])('in steps of %i are each rounded down, and come to the total', (step, amounts, taxes) => {
    let order = orderOf([line], { total: 0, tax: 0 });
    const refunds: RefundState[] = [];
    for (const _ of amounts) {
      const plan = refundLines(order, refunds, wanted(1, one), step);
      const canceledQuantity = refunds.length + 1;
      order = { ...order, lines: order.lines.map((each) => ({ ...each, canceledQuantity })) };
      refunds.push(begun(plan, 'succeeded'));
    }
    const made = refunds.flatMap(({ lines }) => lines);
    expect(made.map(({ amount }) => amount)).toEqual(amounts);
    expect(made.map(({ tax }) => tax)).toEqual(taxes);
  });

  test('are all of the price together, though it was paid before amounts had to be payable', () => {
    const order = orderOf([{ quantity: 2, total: 1005, tax: 0 }], { total: 0, tax: 0 });
    expect(refundLines(order, [], wanted(2, one), 10).money.amount).toBe(1005);
  });

  test('cost nothing once as much was paid for others', () => {
    const order = sentOf([{ quantity: 3, total: 1000, tax: 0 }], 3);
    const more = refundOf({ quantity: 1, amount: 900, canceled: 0, returned: 0 });
    expect(refundLines(order, [more], wanted(1, one), 1).money.amount).toBe(0);
    expect(refundLines(order, [more], wanted(2, one), 1).money.amount).toBe(100);
  });

  test('have the tax that is left when nothing else of the price is', () => {
    const order = sentOf([{ quantity: 3, total: 3000, tax: 500 }], 3);
    const net = refundOf({ quantity: 2, amount: 2500, canceled: 0, returned: 0 });
    expect(refundLines(order, [net], wanted(1, one), 1).money.lines).toMatchObject([
      { amount: 500, tax: 500 },
    ]);
  });
});

describe('the rest of a price', () => {
  const two = sentOf([{ quantity: 2, total: 2000, tax: 400 }], 2);
  const scratched = {
    ...refundOf({ ...kept(1, 200), tax: 40 }),
    split: { sales: 160, shipping: 0, tax: 40, shippingTax: 0 },
  };

  test('is paid with its tax beside units that nothing was paid for', () => {
    const { money } = refundLines(two, [scratched], wanted(2, one), 1);
    expect(money).toMatchObject({ amount: 1800, split: { sales: 1440, tax: 360 } });
    expect(money.lines).toMatchObject([
      { quantity: 1, amount: 1800, tax: 360, value: 1800, reopened: 1, reopenedValue: 800 },
    ]);
  });

  test('has its part of the tax at an amount below what the units cost', () => {
    const three = sentOf([{ quantity: 3, total: 3000, tax: 600 }], 3);
    const plan = refundLines(three, [scratched], { ...wanted(3, one), amount: 1000 }, 1);
    // Of 2800 the tax is 400 for two units, and 160 for the rest of 800.
    expect(plan.money.lines).toMatchObject([
      { quantity: 2, amount: 1000, tax: 200, value: 2800, reopenedValue: 800 },
    ]);
  });

  test('is paid of what is left after the units that nothing was paid for', () => {
    const some = begun(refundAmount(two, [], 500, 1), 'succeeded');
    expect(refundLines(two, [scratched, some], wanted(2, one), 1).money.amount).toBe(1300);
  });

  test('is not a part of a refund that reopens nothing', () => {
    const [line] = refundLines(two, [scratched], wanted(1, one), 1).money.lines;
    expect(line).toMatchObject({ quantity: 1, amount: 1000, tax: 200 });
    for (const part of ['value', 'reopened', 'reopenedValue']) {
      expect(line).not.toHaveProperty(part);
    }
  });

  test('is paid as far as money is left, first of the first line, and not in place of shipping', () => {
    const unit = { quantity: 1, total: 1000, tax: 0 };
    const order = sentOf([unit, unit], 1, { total: 300, tax: 0 });
    const line = { ...kept(1, 200), tax: 0 };
    const both = refundOf({ ...line, amount: 200 });
    const [first] = both.lines;
    const lines = first === undefined ? [] : [first, { ...first, sku: 'SKU-1' }];
    // Of 2300 cents 400 are for scratches and 900 for no unit: 1000 are left.
    const refunds = [
      { ...both, amount: 400, lines },
      begun(refundAmount(order, [], 900, 1), 'succeeded'),
    ];
    const plan = refundLines(order, refunds, wanted(1, one, 'SKU-1'), 1);
    expect(plan.money.lines).toMatchObject([
      { quantity: 0, amount: 800, value: 800, reopenedValue: 800 },
      { quantity: 0, amount: 200, value: 800, reopenedValue: 800 },
    ]);
    const shipped = { ...wanted(1, one, 'SKU-1'), shipping: 100 };
    expect(refundLines(order, refunds, shipped, 1).money).toMatchObject({
      ...{ amount: 1000, shipping: 100, lines: [{ amount: 800 }, { amount: 100 }] },
    });
    const all = { ...wanted(1, one, 'SKU-1'), amount: 1001 };
    expect(() => refundLines(order, refunds, all, 1)).toThrow(exceeds(1001, 1000));
  });

  test('is paid in steps', () => {
    const order = sentOf([{ quantity: 1, total: 1000, tax: 0 }], 1);
    const refunds = [refundOf(kept(1, 195))];
    expect(refundLines(order, refunds, wanted(1, one), 10).money.amount).toBe(800);
  });
});

describe('shipping', () => {
  const order = orderOf([{ quantity: 2, total: 1000, tax: 0 }], { total: 605, tax: 105 });

  test('is given back in steps, and whole when nothing else is left', () => {
    const plan = refundShipping(order, [], undefined, 10);
    expect(plan).toMatchObject({ money: { amount: 600, lines: [] }, picks: [] });
    const goods = begun(refundLines(order, [], wanted(2, one), 10), 'succeeded');
    const { amount, shipping } = refundShipping(order, [goods], undefined, 10).money;
    expect([amount, shipping]).toEqual([605, 605]);
  });

  test('is no more than is left of all money', () => {
    const elsewhere = begun(refundAmount(order, [], 1300, 1), 'succeeded');
    const sales = { ...elsewhere, split: { sales: 1300, shipping: 0, tax: 0, shippingTax: 0 } };
    expect(refundShipping(order, [sales], undefined, 1).money.amount).toBe(305);
    expect(() => refundShipping(order, [sales], 306, 1)).toThrow(exceeds(306, 305));
  });

  test('counts beside the lines against what is left, and against what can be paid', () => {
    const taken = begun(refundAmount(order, [], 1000, 1), 'succeeded');
    const both = { ...wanted(1, one), amount: 500, shipping: 106 };
    expect(() => refundLines(order, [taken], both, 1)).toThrow(exceeds(606, 605));
    const odd = { ...wanted(1, one), amount: 500, shipping: 5 };
    expect(() => refundLines(order, [], odd, 10)).toThrow(
      expect.objectContaining({ details: { amount: 505, payableStep: 10 } }),
    );
    const even = { ...wanted(1, one), amount: 495, shipping: 5 };
    expect(refundLines(order, [], even, 10).money.amount).toBe(500);
    expect(refundLines(order, [], wanted(1, one), 1).money).not.toHaveProperty('shipping');
  });
});

describe('everything', () => {
  test('is all money that is left, of the lines no more than they cost and than is left', () => {
    const order = orderOf([{ quantity: 1, total: 1000, tax: 0 }], { total: 500, tax: 0 });
    const whole = refundEverything(order, []).money;
    expect(whole).toMatchObject({ amount: 1500, lines: [{ amount: 1000, restocked: 0 }] });
    expect(refundEverything(order, [], true).money.lines).toMatchObject([{ restocked: 1 }]);
    const some = begun(refundAmount(order, [], 700, 1), 'succeeded');
    expect(refundEverything(order, [some]).money).toMatchObject({
      ...{ amount: 800, lines: [{ amount: 800 }] },
    });
  });

  test('pays nothing for units that are only taken back', () => {
    const units = { fulfilledQuantity: 10 };
    const order = orderOfTen(units, { returns: [returnOf(1, 'accepted')] });
    const cheap = refundOf({ quantity: 10, amount: 2000, canceled: 0, returned: 0 });
    const { money, picks } = refundEverything(order, [cheap], true);
    expect(picks).toMatchObject([{ quantity: 0, returned: 1 }]);
    expect(money).toMatchObject({ amount: 8000, lines: [{ quantity: 0, amount: 0 }] });
  });
});

describe('what was not sent', () => {
  test('leaves the rest of the price of a unit paid that its buyer keeps', () => {
    const order = sentOf([{ quantity: 3, total: 3000, tax: 0 }], 1);
    const refunds = [refundOf(kept(1, 400)), begun(refundAmount(order, [], 500, 1), 'succeeded')];
    expect(refundUnsent(order, refunds, 1).money.amount).toBe(1500);
  });

  test('leaves shipping paid unless it was given back', () => {
    const order = sentOf([{ quantity: 2, total: 2000, tax: 0 }], 1, { total: 500, tax: 0 });
    const shipping = refundShipping(order, [], undefined, 1);
    const amount = begun(refundAmount(order, [], 500, 1), 'succeeded');
    expect(refundUnsent(order, [begun(shipping, 'failed'), amount], 1).money.amount).toBe(500);
    const less = begun(refundAmount(order, [], 200, 1), 'succeeded');
    expect(refundUnsent(order, [begun(shipping, 'pending'), less], 1).money.amount).toBe(800);
  });
});

describe('an order', () => {
  test('is paid back when it was paid for and nothing is left of that', () => {
    const order = orderOf([{ quantity: 1, total: 1000, tax: 0 }], { total: 0, tax: 0 });
    expect(isPaidBack(order, [])).toBe(false);
    expect(isPaidBack(order, [refundOf({ amount: 999 })])).toBe(false);
    expect(isPaidBack(order, [refundOf({ amount: 1000 })])).toBe(true);
    expect(isPaidBack(order, [failed({ amount: 1000 })])).toBe(false);
    expect(isPaidBack({ ...order, paidAmount: 0 }, [])).toBe(false);
  });

  test('loses no unit by an amount', () => {
    const order = orderOf([{ quantity: 1, total: 1000, tax: 0 }], { total: 0, tax: 0 });
    expect(refundAmount(order, [], 100, 1)).toMatchObject({ money: { lines: [] }, picks: [] });
  });
});
