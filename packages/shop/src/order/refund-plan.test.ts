import type { Money, PriceBreakdown } from '@trastienda/contract';
import type { OrderLineDocument, OrderState, RefundState } from '@trastienda/db';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyProviderState, type ProviderState } from '../payment/apply-provider-state.ts';
import { splitOfPrices } from '../payment/money-split.ts';
import { refundableOf } from '../payment/next-step.ts';
import { paymentState, providerState } from '../payment/testing/payment-state.ts';
import { refundableQuantity } from './line-quantities.ts';
import { type RefundPlan, refundAmount, refundEverything, refundLines } from './refund-plan.ts';

const ID = 'a'.repeat(24);
const AT = new Date('2100-01-01T00:00:00.000Z');
const eur = (amount: number): Money => ({ amount, currency: 'EUR' });

interface Priced {
  readonly quantity: number;
  readonly total: number;
  readonly tax: number;
}

function lineOf({ quantity, total, tax }: Priced, index: number): OrderLineDocument {
  return {
    sku: `SKU-${index}`,
    productId: ID,
    title: 'A thing',
    optionValues: [],
    imageUrl: null,
    quantity,
    unitPrice: eur(Math.ceil(total / quantity)),
    weightGrams: null,
    requiresShipping: true,
    discount: eur(0),
    tax: eur(tax),
    taxRatePpm: 0,
    total: eur(total),
    fulfilledQuantity: 0,
    refundedQuantity: 0,
    stockQuantity: quantity,
    restockedQuantity: 0,
  };
}

/** A paid order of these lines and this shipping. */
function orderOf(priced: readonly Priced[], shipping: Omit<Priced, 'quantity'>): OrderState {
  const lines = priced.map(lineOf);
  const sum = (amounts: number[]) => amounts.reduce((all, amount) => all + amount, 0);
  const total = sum(priced.map((line) => line.total)) + shipping.total;
  const prices: PriceBreakdown = {
    currency: 'EUR',
    isTaxIncluded: true,
    lines: [],
    subtotal: eur(total),
    discountTotal: eur(0),
    shipping: {
      price: eur(shipping.total),
      discount: eur(0),
      tax: eur(shipping.tax),
      taxRatePpm: 0,
      total: eur(shipping.total),
    },
    taxTotal: eur(sum(priced.map(({ tax }) => tax)) + shipping.tax),
    total: eur(total),
    discounts: [],
    taxes: [],
  };
  const address = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };
  const nothing = { company: null, line2: null, postalCode: null, region: null, phone: null };
  return {
    id: ID,
    number: '7K3M-9QXA',
    buyer: { kind: 'guest', id: ID },
    email: 'ana@example.com',
    checkoutId: ID,
    paymentId: ID,
    status: 'paid',
    currency: 'EUR',
    lines,
    prices,
    totalAmount: total,
    paidAmount: total,
    refundedAmount: 0,
    shippingAddress: { ...address, ...nothing },
    billingAddress: null,
    shippingMethod: null,
    fulfilments: [],
    returns: [],
    notes: [],
    eventSequence: 1,
    placedAt: AT,
    updatedAt: AT,
  };
}

function begun(plan: RefundPlan, status: RefundState['status']): RefundState {
  return { id: ID, ...plan, status, reference: null, reason: null, createdAt: AT };
}

/** A total, and a tax that it contains. */
const money = fc
  .tuple(fc.nat(10_000_000), fc.nat(1_000_000))
  .map(([total, ppm]) => ({ total, tax: Math.floor((total * ppm) / 1_000_000) }));
const line = fc
  .tuple(money, fc.integer({ min: 1, max: 9 }))
  .map(([priced, quantity]) => ({ ...priced, quantity }));
const orders = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), money)
  .map(([lines, shipping]) => orderOf(lines, shipping));
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

/** The plan, or null where there is not as much left. */
function attempt(plan: () => RefundPlan): RefundPlan | null {
  try {
    return plan();
  } catch (error) {
    expect(error).toMatchObject({
      reason: expect.stringMatching(/^(ORDER_QUANTITY|REFUND_EXCEEDS)$/),
    });
    return null;
  }
}

describe('what refunds of an order come to', () => {
  it('sums to what was paid, by every part, however it is cut up and whatever fails', () => {
    const property = fc.property(orders, attempts, (order, tries) => {
      const refunds: RefundState[] = [];
      for (const { kind, line: index, quantity, share, fails } of tries) {
        const sku = order.lines[index % order.lines.length]?.sku ?? '';
        const amount = Math.ceil(order.paidAmount / share / 3);
        const plan = attempt(() =>
          kind === 'lines'
            ? refundLines(order, refunds, [{ sku, quantity }], 1)
            : refundAmount(order, refunds, amount, 1),
        );
        if (plan === null) continue;
        const { sales, shipping, tax } = plan.split;
        expect(sales + shipping + tax).toBe(plan.amount);
        expect(Math.min(sales, shipping, tax, plan.amount - 1)).toBeGreaterThanOrEqual(0);
        refunds.push(begun(plan, fails ? 'failed' : 'succeeded'));
      }
      const rest = begun(refundEverything(order, refunds), 'succeeded');
      const made = [...refunds, rest].filter(({ status }) => status === 'succeeded');
      const sumOf = (part: 'sales' | 'shipping' | 'tax') =>
        made.reduce((sum, { split }) => sum + split[part], 0);
      expect(made.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.totalAmount);
      expect({ sales: sumOf('sales'), shipping: sumOf('shipping'), tax: sumOf('tax') }).toEqual(
        splitOfPrices(order.prices),
      );
      for (const ofOrder of order.lines) expect(refundableQuantity(ofOrder, made)).toBe(0);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('of a line, unit by unit, sums to its total and its tax', () => {
    const property = fc.property(line, (priced) => {
      const order = orderOf([priced], { total: 0, tax: 0 });
      const refunds: RefundState[] = [];
      for (let unit = 0; unit < priced.quantity; unit += 1) {
        const wanted = [{ sku: 'SKU-0', quantity: 1 }];
        const plan = attempt(() => refundLines(order, refunds, wanted, 1));
        if (plan !== null) refunds.push(begun(plan, 'pending'));
      }
      // A unit that costs nothing cannot be refunded alone.
      if (refunds.length < priced.quantity) return;
      const lines = refunds.flatMap((refund) => refund.lines);
      expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(priced.total);
      expect(lines.reduce((sum, { tax }) => sum + tax, 0)).toBe(priced.tax);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('gives half of a line half of its price', () => {
    const order = orderOf([{ quantity: 2, total: 2000, tax: 347 }], { total: 500, tax: 87 });
    expect(refundLines(order, [], [{ sku: 'SKU-0', quantity: 1 }], 1)).toEqual({
      amount: 1000,
      lines: [{ sku: 'SKU-0', quantity: 1, amount: 1000, tax: 173 }],
      split: { sales: 827, shipping: 0, tax: 173 },
    });
  });

  it('is never more than is left, or nothing', () => {
    const order = orderOf([{ quantity: 2, total: 2000, tax: 0 }], { total: 0, tax: 0 });
    const pending = begun(refundAmount(order, [], 1500, 1), 'pending');
    const exceeds = expect.objectContaining({
      reason: 'REFUND_EXCEEDS',
      details: expect.objectContaining({ left: 500 }),
    });
    expect(() => refundAmount(order, [pending], 501, 1)).toThrow(exceeds);
    expect(() => refundLines(order, [pending], [{ sku: 'SKU-0', quantity: 1 }], 1)).toThrow(
      exceeds,
    );
    expect(refundAmount(order, [{ ...pending, status: 'failed' }], 2000, 1).amount).toBe(2000);
    expect(
      refundEverything(order, [begun(refundAmount(order, [], 2000, 1), 'pending')]),
    ).toMatchObject({ amount: 0 });
  });

  it('counts units that the order has, once', () => {
    const order = orderOf([{ quantity: 2, total: 2000, tax: 0 }], { total: 0, tax: 0 });
    const one = begun(refundLines(order, [], [{ sku: 'SKU-0', quantity: 1 }], 1), 'pending');
    const refused = (sku: string, left: number) =>
      expect.objectContaining({ reason: 'ORDER_QUANTITY', details: { sku, left } });
    expect(() => refundLines(order, [one], [{ sku: 'SKU-0', quantity: 2 }], 1)).toThrow(
      refused('SKU-0', 1),
    );
    expect(() => refundLines(order, [], [{ sku: 'SKU-9', quantity: 1 }], 1)).toThrow(
      refused('SKU-9', 0),
    );
  });
});

/** A captured payment at a provider where others give money back as well. */
function startBooks(order: OrderState) {
  const captured = { status: 'captured', amountCaptured: order.paidAmount } as const;
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
    const news = applyProviderState(payment, state, { at: AT, newId, whole });
    payment = { ...payment, ...news.change };
    for (const refund of news.refunded) count(refund, 1);
    for (const refund of news.returned) count(refund, -1);
  };
  const room = () =>
    theirs
      .filter(({ status }) => status !== 'failed')
      .reduce((left, { amount }) => left - amount, order.paidAmount);

  return {
    account,
    refunds: () => payment.refunds,
    refundable: () => refundableOf(payment),
    begin(plan: RefundPlan) {
      expect(plan.amount).toBeLessThanOrEqual(refundableOf(payment));
      payment = {
        ...payment,
        refunds: [...payment.refunds, { ...begun(plan, 'pending'), id: newId() }],
      };
    },
    /** Sends what was begun; the provider refuses what it has not any more. */
    send() {
      for (const { id, amount, status, reference } of payment.refunds) {
        if (status !== 'pending' || reference !== null) continue;
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
    /** What is under way, or has succeeded, comes to this. */
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

it('refunds here and at the provider at once come to what was paid, by every part', () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('lines', 'amount', 'elsewhere', 'succeed', 'fail', 'come back'),
      share: fc.nat(9),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 15 },
  );
  const property = fc.property(orders, steps, (order, all) => {
    const books = startBooks(order);
    const begin = (plan: () => RefundPlan) => {
      const made = attempt(plan);
      if (made !== null) books.begin(made);
    };
    for (const { kind, share, quantity } of all) {
      const sku = order.lines[share % order.lines.length]?.sku ?? '';
      const amount = Math.ceil(order.paidAmount / (share + 1));
      if (kind === 'lines')
        begin(() => refundLines(order, books.refunds(), [{ sku, quantity }], 1));
      if (kind === 'amount') begin(() => refundAmount(order, books.refunds(), amount, 1));
      if (kind === 'elsewhere') books.refundElsewhere(amount);
      if (kind === 'come back') books.settle('succeeded', 'failed', 1);
      if (kind === 'succeed' || kind === 'fail') {
        books.send();
        books.settle('pending', kind === 'succeed' ? 'succeeded' : 'failed');
      }
    }
    books.send();
    books.settle('pending', 'succeeded');
    if (books.refundable() > 0) books.begin(refundEverything(order, books.refunds()));
    books.send();
    books.settle('pending', 'succeeded');
    expect(books.refundable()).toBe(0);
    expect(books.account).toEqual(splitOfPrices(order.prices));
  });
  fc.assert(property, { numRuns: 300 });
});
