import type { Money } from '@trastienda/base';
import type { PriceBreakdown } from '@trastienda/shop-contract';
import type { OrderLineDocument, OrderState, RefundState } from '@trastienda/shop-db';
import fc from 'fast-check';
import { countLines } from '../line-quantities.ts';
import type { RefundPlan } from '../refund-plan.ts';
import { countPicks } from '../settle-units.ts';

const ID = 'a'.repeat(24);
const AT = new Date('2100-01-01T00:00:00.000Z');
const eur = (amount: number): Money => ({ amount, currency: 'EUR' });

export interface Priced {
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
    canceledQuantity: 0,
    returnedQuantity: 0,
    stockQuantity: quantity,
    restockedQuantity: 0,
  };
}

/** Builds a paid order of these lines and this shipping. */
export function orderOf(priced: readonly Priced[], shipping: Omit<Priced, 'quantity'>): OrderState {
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

/** Builds the refund that a plan starts. */
export function begun({ money }: RefundPlan, status: RefundState['status']): RefundState {
  return { id: ID, ...money, status, reference: null, reason: null, createdAt: AT };
}

/** Returns the order with a plan's units counted. */
export function counted(
  order: OrderState,
  refunds: readonly RefundState[],
  { picks }: RefundPlan,
): OrderState {
  return { ...order, lines: countPicks(countLines(order, refunds), picks) };
}

/** A total and the tax included in it. */
const money = fc
  .tuple(fc.oneof(fc.nat(12), fc.nat(10_000_000)), fc.nat(1_000_000))
  .map(([total, ppm]) => ({ total, tax: Math.floor((total * ppm) / 1_000_000) }));
const linesUpTo = (units: number) =>
  fc
    .tuple(money, fc.integer({ min: 1, max: units }))
    .map(([priced, quantity]) => ({ ...priced, quantity }));
const ordersUpTo = (lines: number, units: number) =>
  fc
    .tuple(fc.array(linesUpTo(units), { minLength: 1, maxLength: lines }), money)
    .map(([priced, shipping]) => orderOf(priced, shipping));

/** Lines of up to 9 units; units of cheap lines may cost nothing. */
export const pricedLines = linesUpTo(9);

/** Paid orders. */
export const pricedOrders = ordersUpTo(4, 9);

/** Small paid orders, in which many steps concern the same units. */
export const smallOrders = ordersUpTo(2, 4);
