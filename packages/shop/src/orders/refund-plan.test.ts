import type { OrderState, RefundState } from '@trastienda/shop-db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitOfPrices, toStoredSplit } from '../base/money/money-split.ts';
import { applyProviderState, type ProviderState } from '../payments/apply-provider-state.ts';
import { refundableOf } from '../payments/next-step.ts';
import { paymentState, providerState } from '../payments/testing/payment-state.ts';
import { countLines, settledOf } from './line-quantities.ts';
import {
  type RefundPlan,
  refundAmount,
  refundEverything,
  refundLines,
  refundShipping,
  refundUnsent,
} from './refund-plan.ts';
import { begun, counted, orderOf, pricedLines, pricedOrders } from './testing/priced-order.ts';

const AT = new Date('2100-01-01T00:00:00.000Z');

const attempts = fc.array(
  fc.record({
    kind: fc.constantFrom('lines', 'amount'),
    line: fc.nat(3),
    quantity: fc.integer({ min: 1, max: 9 }),
    share: fc.integer({ min: 1, max: 4 }),
    fails: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** Returns the plan, or null when it exceeds what is left. */
function attempt(plan: () => RefundPlan): RefundPlan | null {
  try {
    return plan();
  } catch (error) {
    expect(error).toMatchObject({
      reason: expect.stringMatching(/^(ORDER_QUANTITY_EXCEEDED|REFUND_EXCEEDS_PAID)$/),
    });
    return null;
  }
}

/** Returns the ledger accounts that an order's price posts to. */
function accountsOf({ prices }: OrderState) {
  const { sales, shipping, tax } = toStoredSplit(splitOfPrices(prices));
  return { sales, shipping, tax };
}

const lines = (sku: string, quantity: number, more: object = {}) => ({
  lines: [{ sku, quantity }],
  restock: false,
  ...more,
});

describe('the refunds of an order', () => {
  test('sum to the paid amount, in every part, however they are split and whichever fail', () => {
    const property = fc.property(pricedOrders, attempts, (placed, tries) => {
      let order = placed;
      const refunds: RefundState[] = [];
      for (const { kind, line: index, quantity, share, fails } of tries) {
        const sku = order.lines[index % order.lines.length]?.sku ?? '';
        const amount = Math.ceil(order.paidAmount / share / 3);
        const plan = attempt(() =>
          kind === 'lines'
            ? refundLines(order, refunds, lines(sku, quantity), 1)
            : refundAmount(order, refunds, amount, 1),
        );
        if (plan === null) continue;
        const { sales, shipping, tax } = plan.money.split;
        expect(sales + shipping + tax).toBe(plan.money.amount);
        expect(Math.min(sales, shipping, tax)).toBeGreaterThanOrEqual(0);
        order = counted(order, refunds, plan);
        refunds.push(begun(plan, fails ? 'failed' : 'succeeded'));
      }
      const plan = refundEverything(order, refunds);
      order = counted(order, refunds, plan);
      refunds.push(begun(plan, 'succeeded'));
      const made = refunds.filter(({ status }) => status === 'succeeded');
      const sumOf = (part: 'sales' | 'shipping' | 'tax') =>
        made.reduce((sum, { split }) => sum + split[part], 0);
      expect(made.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.totalAmount);
      expect({ sales: sumOf('sales'), shipping: sumOf('shipping'), tax: sumOf('tax') }).toEqual(
        accountsOf(order),
      );
      for (const line of countLines(order, made)) {
        expect(settledOf(line, order, made).quantity).toBe(line.quantity);
        expect(line.canceledQuantity).toBe(line.quantity);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('of a line, unit by unit, sum to its total and its tax', () => {
    const property = fc.property(pricedLines, (priced) => {
      let order = orderOf([priced], { total: 0, tax: 0 });
      const refunds: RefundState[] = [];
      for (let unit = 0; unit < priced.quantity; unit += 1) {
        const plan = refundLines(order, refunds, lines('SKU-0', 1), 1);
        order = counted(order, refunds, plan);
        refunds.push(begun(plan, 'pending'));
      }
      const made = refunds.flatMap((refund) => refund.lines);
      expect(made.reduce((sum, { amount }) => sum + amount, 0)).toBe(priced.total);
      expect(made.reduce((sum, { tax }) => sum + tax, 0)).toBe(priced.tax);
    });
    fc.assert(property, { numRuns: 200 });
  });

  test('of half a line are half of its price', () => {
    const order = orderOf([{ quantity: 2, total: 2000, tax: 347 }], { total: 500, tax: 87 });
    expect(refundLines(order, [], lines('SKU-0', 1), 1).money).toMatchObject({
      amount: 1000,
      lines: [{ sku: 'SKU-0', quantity: 1, amount: 1000, tax: 173, canceled: 1 }],
      split: { sales: 827, shipping: 0, tax: 173 },
    });
  });

  test('below the price leave the prices of the other units unchanged', () => {
    let order = orderOf([{ quantity: 3, total: 3000, tax: 300 }], { total: 0, tax: 0 });
    const cheap = refundLines(order, [], lines('SKU-0', 1, { amount: 100 }), 1);
    expect(cheap.money.lines).toMatchObject([{ amount: 100, tax: 10, value: 1000 }]);
    order = counted(order, [], cheap);
    const refunds = [begun(cheap, 'succeeded')];
    const next = refundLines(order, refunds, lines('SKU-0', 1), 1).money;
    expect(next.lines).toMatchObject([{ quantity: 1, amount: 1000, tax: 100 }]);
    expect(() => refundLines(order, refunds, lines('SKU-0', 1, { amount: 1001 }), 1)).toThrow(
      expect.objectContaining({
        reason: 'REFUND_EXCEEDS_PAID',
        details: { amount: 1001, left: 1000 },
      }),
    );
    expect(refundEverything(order, refunds).money.amount).toBe(2900);
  });

  test('allocate an amount to the lines by their prices', () => {
    const order = orderOf(
      [
        { quantity: 1, total: 3000, tax: 0 },
        { quantity: 1, total: 1000, tax: 0 },
        { quantity: 1, total: 0, tax: 0 },
      ],
      { total: 0, tax: 0 },
    );
    const wanted = ['SKU-0', 'SKU-1', 'SKU-2'].map((sku) => ({ sku, quantity: 1 }));
    const { money } = refundLines(order, [], { lines: wanted, amount: 1001, restock: false }, 1);
    expect(money.lines.map(({ amount }) => amount)).toEqual([751, 250, 0]);
    expect(money.split).toMatchObject({ sales: 1001, shipping: 0, tax: 0 });
  });

  test('never exceed what is left', () => {
    const order = orderOf([{ quantity: 2, total: 2000, tax: 0 }], { total: 0, tax: 0 });
    const pending = begun(refundAmount(order, [], 1500, 1), 'pending');
    const exceeds = expect.objectContaining({
      reason: 'REFUND_EXCEEDS_PAID',
      details: expect.objectContaining({ left: 500 }),
    });
    expect(() => refundAmount(order, [pending], 501, 1)).toThrow(exceeds);
    expect(() => refundLines(order, [pending], lines('SKU-0', 1), 1)).toThrow(exceeds);
    expect(refundAmount(order, [{ ...pending, status: 'failed' }], 2000, 1).money.amount).toBe(
      2000,
    );
    const all = begun(refundAmount(order, [], 2000, 1), 'pending');
    expect(refundEverything(order, [all]).money.amount).toBe(0);
  });

  test('count each unit of the order once', () => {
    let order = orderOf([{ quantity: 2, total: 2000, tax: 0 }], { total: 0, tax: 0 });
    const refused = (sku: string, left: number) =>
      expect.objectContaining({ reason: 'ORDER_QUANTITY_EXCEEDED', details: { sku, left } });
    expect(() => refundLines(order, [], lines('SKU-9', 1), 1)).toThrow(refused('SKU-9', 0));
    const plan = refundLines(order, [], lines('SKU-0', 1), 1);
    order = counted(order, [], plan);
    const one = begun(plan, 'pending');
    expect(() => refundLines(order, [one], lines('SKU-0', 2), 1)).toThrow(refused('SKU-0', 1));
  });
});

describe('a refund of shipping', () => {
  test('covers shipping only, with its proportional tax', () => {
    const order = orderOf([{ quantity: 1, total: 1000, tax: 174 }], { total: 1495, tax: 0 });
    expect(refundShipping(order, [], undefined, 1).money).toEqual({
      ...{ amount: 1495, lines: [], shipping: 1495 },
      split: { sales: 0, shipping: 1495, tax: 0, shippingTax: 0 },
    });
    const taxed = orderOf([{ quantity: 1, total: 1000, tax: 0 }], { total: 605, tax: 105 });
    expect(refundShipping(taxed, [], 121, 1).money.split).toMatchObject({ shipping: 100, tax: 21 });
    const exceeds = { reason: 'REFUND_EXCEEDS_PAID', details: { amount: 606, left: 605 } };
    expect(() => refundShipping(taxed, [], 606, 1)).toThrow(expect.objectContaining(exceeds));
  });

  test('combines with lines, and is limited by what is left of both', () => {
    const order = orderOf([{ quantity: 1, total: 1000, tax: 0 }], { total: 605, tax: 105 });
    const plan = refundLines(order, [], lines('SKU-0', 1, { shipping: 605 }), 1);
    expect(plan.money).toMatchObject({
      ...{ amount: 1605, shipping: 605, lines: [{ amount: 1000 }] },
      split: { sales: 1000, shipping: 500, tax: 105, shippingTax: 105 },
    });
    const left = refundShipping(order, [begun(plan, 'pending')], undefined, 1);
    expect(left.money.amount).toBe(0);
  });

  test('by an amount takes no more of each part than is left', () => {
    const order = orderOf([{ quantity: 1, total: 1210, tax: 210 }], { total: 1495, tax: 0 });
    const shipping = begun(refundShipping(order, [], undefined, 1), 'succeeded');
    expect(refundAmount(order, [shipping], 1210, 1).money.split).toEqual({
      ...{ sales: 1000, shipping: 0, tax: 210, shippingTax: 0 },
    });
  });
});

describe('the refund of unshipped units', () => {
  const sentOne = (order: OrderState): OrderState => ({
    ...order,
    status: 'partially-fulfilled',
    lines: order.lines.map((line) => ({ ...line, fulfilledQuantity: 1 })),
  });

  test('leaves the kept units and their shipping paid', () => {
    const order = sentOne(orderOf([{ quantity: 3, total: 3000, tax: 0 }], { total: 500, tax: 0 }));
    expect(refundUnsent(order, [], 1).money).toMatchObject({ amount: 2000 });
    const amount = begun(refundAmount(order, [], 500, 1), 'succeeded');
    expect(refundUnsent(order, [amount], 1).money).toMatchObject({ amount: 1500 });
    const more = begun(refundAmount(order, [], 2000, 1), 'succeeded');
    const plan = refundUnsent(order, [more], 1);
    expect(plan).toMatchObject({ money: { amount: 0 }, picks: [{ withdrawn: 2, restocked: 2 }] });
  });

  test('equals their price when other units were refunded as units', () => {
    const placed = orderOf([{ quantity: 3, total: 3000, tax: 0 }], { total: 500, tax: 0 });
    const cheap = refundLines(placed, [], lines('SKU-0', 1, { amount: 0 }), 1);
    const refunds = [
      begun(cheap, 'succeeded'),
      begun(refundShipping(placed, [], 500, 1), 'pending'),
    ];
    const order = sentOne(counted(placed, [], cheap));
    expect(refundUnsent(order, refunds, 1).money).toMatchObject({
      ...{ amount: 1000, lines: [{ quantity: 1, canceled: 1 }] },
    });
  });
});

/** Simulates a captured payment at a provider where refunds are also made externally. */
function startBooks(order: OrderState) {
  const captured = { status: 'captured', amountCaptured: order.paidAmount } as const;
  let current = order;
  const whole = splitOfPrices(order.prices);
  const account = { sales: 0, shipping: 0, tax: 0 };
  let payment = paymentState(captured);
  let theirs: ProviderState['refunds'] = [];
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `refund-${ids}`;
  };
  const count = ({ split, amount }: RefundState, sign: 1 | -1) => {
    expect(split.sales + split.shipping + split.tax).toBe(amount);
    for (const part of ['sales', 'shipping', 'tax'] as const) account[part] += sign * split[part];
  };
  const hear = () => {
    const state = { ...providerState(captured), refunds: theirs };
    const update = applyProviderState(payment, state, { at: AT, newId, whole });
    payment = { ...payment, ...update.change };
    for (const refund of update.refunded) count(refund, 1);
    for (const refund of update.returned) count(refund, -1);
  };
  const room = () =>
    theirs
      .filter(({ status }) => status !== 'failed')
      .reduce((left, { amount }) => left - amount, order.paidAmount);

  return {
    account,
    order: () => current,
    refunds: () => payment.refunds,
    refundable: () => refundableOf(payment),
    begin(plan: RefundPlan) {
      // External refunds at the same time may have left a negative amount.
      expect(plan.money.amount).toBeLessThanOrEqual(Math.max(0, refundableOf(payment)));
      current = counted(current, payment.refunds, plan);
      payment = {
        ...payment,
        refunds: [
          ...payment.refunds,
          { ...begun(plan, plan.money.amount === 0 ? 'succeeded' : 'pending'), id: newId() },
        ],
      };
    },
    /** Sends pending refunds; the provider rejects amounts that it no longer has. */
    send() {
      for (const { id, amount, status, reference } of payment.refunds) {
        if (status !== 'pending' || reference !== null || amount === 0) continue;
        const isRefused = amount > room();
        const answer = isRefused ? 'failed' : 'pending';
        theirs = [...theirs, { reference: `their-${id}`, refundId: id, amount, status: answer }];
      }
      hear();
    },
    refundElsewhere(wanted: number) {
      const amount = Math.min(wanted, room());
      if (amount === 0) return;
      const reference = `theirs-${theirs.length}`;
      theirs = [...theirs, { reference, refundId: null, amount, status: 'succeeded' }];
      hear();
    },
    /** Sets the outcome of pending or succeeded refunds. */
    settle(from: 'pending' | 'succeeded', to: 'succeeded' | 'failed', limit = Infinity) {
      let left = limit;
      theirs = theirs.map((refund) => {
        if (refund.status !== from || left === 0) return refund;
        left -= 1;
        return { ...refund, status: to };
      });
      hear();
    },
  };
}

test('simultaneous refunds here and at the provider sum to the paid amount, in every part', () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('lines', 'amount', 'elsewhere', 'succeed', 'fail', 'come back'),
      share: fc.nat(9),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 15 },
  );
  const property = fc.property(pricedOrders, steps, (order, all) => {
    const books = startBooks(order);
    const begin = (plan: () => RefundPlan) => {
      const made = attempt(plan);
      if (made !== null) books.begin(made);
    };
    for (const { kind, share, quantity } of all) {
      const sku = order.lines[share % order.lines.length]?.sku ?? '';
      const amount = Math.ceil(order.paidAmount / (share + 1));
      if (kind === 'lines') {
        begin(() => refundLines(books.order(), books.refunds(), lines(sku, quantity), 1));
      }
      if (kind === 'amount' && amount > 0) {
        begin(() => refundAmount(order, books.refunds(), amount, 1));
      }
      if (kind === 'elsewhere') books.refundElsewhere(amount);
      if (kind === 'come back') books.settle('succeeded', 'failed', 1);
      if (kind === 'succeed' || kind === 'fail') {
        books.send();
        books.settle('pending', kind === 'succeed' ? 'succeeded' : 'failed');
      }
    }
    books.send();
    books.settle('pending', 'succeeded');
    if (books.refundable() > 0) books.begin(refundEverything(books.order(), books.refunds()));
    books.send();
    books.settle('pending', 'succeeded');
    expect(books.refundable()).toBe(0);
    expect(books.account).toEqual(accountsOf(order));
  });
  fc.assert(property, { numRuns: 300 });
  // Units of zero value, when a negative amount is left.
  const path = '142:0:2:4:3:3:6:4:12:12:15:15:2:7:2:16:16';
  fc.assert(property, { seed: 2008313666, path, endOnFailure: true });
});
