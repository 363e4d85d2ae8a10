import { isShopError } from '@trastienda/shop-contract';
import type { OrderState, RefundState } from '@trastienda/shop-db';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { fromStoredSplit, splitOfPrices, sumOfSplit } from '../base/money/money-split.ts';
import { countLines, keptQuantity, settledOf, unsentQuantity } from '../orders/line-quantities.ts';
import {
  type RefundPlan,
  refundAmount,
  refundEverything,
  refundLines,
  refundShipping,
  refundUnsent,
} from '../orders/refund-plan.ts';
import { closeByRefund } from '../orders/settle-units.ts';
import { begun, counted, smallOrders } from '../orders/testing/priced-order.ts';
import { createUnitModel, type GoneKind } from '../orders/testing/unit-model.ts';
import { type PlacedOrder, STAFF, useTestOrders } from '../testing/start-test-orders.ts';
import { VISITOR } from '../testing/start-test-shop.ts';

const KINDS = [
  ...['send', 'ask', 'accept', 'succeed', 'fail'],
  ...['lines', 'lines', 'lines', 'shipping', 'amount', 'everything', 'rest', 'again', 'again'],
] as const;

const steps = fc.record({
  kind: fc.constantFrom(...KINDS),
  line: fc.nat(1),
  quantity: fc.integer({ min: 1, max: 3 }),
  from: fc.constantFrom('unsent', 'sent', undefined),
  /** Percentage of the price; undefined for the whole price. */
  share: fc.option(fc.nat(100), { nil: undefined }),
  restock: fc.boolean(),
  withShipping: fc.boolean(),
});
const fewSteps = fc.array(steps, { maxLength: 14 });
const manySteps = fc.array(steps, { minLength: 4, maxLength: 24, size: 'max' });
type Step = typeof steps extends fc.Arbitrary<infer Value> ? Value : never;

const EVERYTHING = {
  ...{ kind: 'everything' as const, line: 0, quantity: 1, from: undefined, share: undefined },
  ...{ restock: false, withShipping: false },
};

const isRefusal = (error: unknown) =>
  isShopError(error, ['REFUND_EXCEEDS_PAID', 'ORDER_QUANTITY_EXCEEDED', 'ORDER_STATE_INVALID']);

/** Translates a step to the lines of a refund call. */
function wantedOf(order: OrderState, { line: index, quantity, from, ...step }: Step) {
  const line = order.lines[index % order.lines.length];
  if (line === undefined) throw new Error('The order has no lines.');
  const price = Math.floor((line.total.amount * quantity) / line.quantity);
  return {
    lines: [{ sku: line.sku, quantity, ...(from !== undefined && { from }) }],
    restock: step.restock,
    ...(step.share !== undefined && { amount: Math.floor((price * step.share) / 100) }),
    ...(step.withShipping && { shipping: 1 }),
  };
}

/** Simulates an order and its refunds without a database. */
function simulate(placed: OrderState) {
  let order = placed;
  let refunds: RefundState[] = [];
  const isOpen = () => order.status === 'paid' || order.status === 'partially-fulfilled';
  const world = createUnitModel(placed);
  const skus = placed.lines.map(({ sku }) => sku);
  const kindsUnpaid = (sku: string) =>
    (['unsent', 'sent'] as const).filter((kind) => world.unpaid(sku, kind, refunds).length > 0);
  const take = (plan: RefundPlan) => {
    const unrequested = plan.picks.filter(({ unrequested: some }) => some > 0);
    const after = counted(order, refunds, plan);
    const returned = {
      ...{ id: 'r', reason: '', answer: null, requestedAt: order.placedAt },
      ...{ status: 'accepted' as const },
      lines: unrequested.map(({ line: { sku }, unrequested: quantity }) => ({ sku, quantity })),
    };
    const { change } = closeByRefund(order, countLines(after, refunds), null);
    order = { ...after, ...change, returns: [...order.returns, returned] };
    refunds = [...refunds, begun(plan, plan.money.amount === 0 ? 'succeeded' : 'pending')];
  };
  /** Refunds units; units of failed refunds are used first. */
  const takeUnits = (plan: RefundPlan, restock: boolean, kinds: readonly GoneKind[]) => {
    const first = skus.flatMap((sku) => kinds.flatMap((kind) => world.unpaid(sku, kind, refunds)));
    take(plan);
    world.refund(plan, refunds.length - 1, { restock, repeated: first });
  };
  /** Repeats the refund of units whose refund has failed, for those units only. */
  const again = ({ restock, share }: Step, sku: string) => {
    const kinds = kindsUnpaid(sku);
    const kind = kinds[share === undefined ? 0 : share % kinds.length];
    if (kind === undefined || (kind === 'sent' && world.isAnyKept(sku))) return;
    const some = world.unpaid(sku, kind, refunds);
    world.countLateForOthers(some);
    const from = kinds.length > 1 || restock ? { from: kind } : {};
    const lines = [{ sku, quantity: some.length, ...from }];
    const wanted = { lines, restock, ...(share !== undefined && { amount: 0 }) };
    let plan: RefundPlan;
    try {
      plan = refundLines(order, refunds, wanted, 1);
    } catch (error) {
      expect(error).toMatchObject({ reason: 'REFUND_EXCEEDS_PAID' });
      return;
    }
    const toRestock = restock ? some.filter(({ place }) => place === 'shop').length : 0;
    expect(plan.picks).toMatchObject([{ withdrawn: 0, returned: 0, restocked: toRestock }]);
    take(plan);
    world.again(some, refunds.length - 1, restock);
  };
  /** Succeeded refunds may come back as well. */
  const settle = (status: 'succeeded' | 'failed', isOfLast: boolean) => {
    refunds = refunds.map((refund, index) =>
      refund.status === 'failed' || refund.amount === 0 || (isOfLast && index < refunds.length - 1)
        ? refund
        : { ...refund, status },
    );
  };

  return {
    order: () => order,
    refunds: () => refunds,
    world,
    do(step: Step): void {
      const { kind, line: index, quantity, share = 50 } = step;
      const line = countLines(order, refunds)[index % order.lines.length];
      if (line === undefined) return;
      if (kind === 'succeed') settle('succeeded', false);
      if (kind === 'fail') settle('failed', step.restock);
      // Staff repeat failed refunds before others of the same line.
      const isUnpaid = kindsUnpaid(line.sku).length > 0;
      if (kind === 'again' || (kind === 'lines' && isUnpaid)) again(step, line.sku);
      else if (kind === 'lines') {
        takeUnits(refundLines(order, refunds, wantedOf(order, step), 1), step.restock, []);
      }
      if (kind === 'shipping') take(refundShipping(order, refunds, undefined, 1));
      if (kind === 'everything') {
        const plan = refundEverything(order, refunds, step.restock);
        takeUnits(plan, step.restock, ['unsent', 'sent']);
      }
      if (kind === 'rest' && order.status === 'partially-fulfilled') {
        takeUnits(refundUnsent(order, refunds, 1), true, ['unsent']);
      }
      const amount = Math.floor((order.paidAmount * share) / 100);
      if (kind === 'amount' && amount > 0) take(refundAmount(order, refunds, amount, 1));
      if (kind === 'send' && isOpen()) {
        const sent = Math.min(quantity, unsentQuantity(line));
        const fulfilledQuantity = line.fulfilledQuantity + sent;
        const lines = countLines(order, refunds).map((other) =>
          other === line || other.sku === line.sku ? { ...other, fulfilledQuantity } : other,
        );
        const isLeft = lines.some((other) => unsentQuantity(other) > 0);
        if (sent > 0) {
          world.send(line.sku, sent);
          order = { ...order, lines, status: isLeft ? 'partially-fulfilled' : 'fulfilled' };
        }
      }
      if (kind === 'ask') {
        const asked = order.returns
          .flatMap((request) => request.lines)
          .filter(({ sku }) => sku === line.sku)
          .reduce((sum, part) => sum + part.quantity, 0);
        const left = Math.min(quantity, line.fulfilledQuantity - asked);
        if (left <= 0) return;
        const request = { id: 'r', reason: '', answer: null, requestedAt: order.placedAt };
        const lines = [{ sku: line.sku, quantity: left }];
        order = {
          ...order,
          returns: [...order.returns, { ...request, lines, status: 'requested' }],
        };
      }
      if (kind === 'accept') {
        const returns = order.returns.map((request) => ({
          ...request,
          status: 'accepted' as const,
        }));
        order = { ...order, returns };
      }
    },
  };
}

function expectSound(order: OrderState, refunds: readonly RefundState[]): void {
  const whole = splitOfPrices(order.prices);
  const kept = refunds.filter(({ status }) => status !== 'failed');
  const splits = kept.map(({ split }) => fromStoredSplit(split, whole));
  for (const part of ['sales', 'salesTax', 'shipping', 'shippingTax'] as const) {
    const sum = splits.reduce((total, split) => total + split[part], 0);
    expect(sum, part).toBeLessThanOrEqual(whole[part]);
    expect(Math.min(0, ...splits.map((split) => split[part])), part).toBe(0);
  }
  for (const [index, { amount, lines, shipping = 0 }] of kept.entries()) {
    const split = splits[index];
    expect(split && sumOfSplit(split)).toBe(amount);
    const ofLines = lines.reduce((sum, line) => sum + line.amount, 0);
    expect(ofLines + shipping).toBeLessThanOrEqual(amount);
    for (const line of lines) expect(line.tax).toBeLessThanOrEqual(line.amount);
  }
  let unsent = 0;
  for (const line of countLines(order, refunds)) {
    const { quantity, fulfilledQuantity, canceledQuantity, returnedQuantity } = line;
    const settled = settledOf(line, order, refunds);
    expect(fulfilledQuantity + canceledQuantity).toBeLessThanOrEqual(quantity);
    expect(returnedQuantity).toBeLessThanOrEqual(fulfilledQuantity);
    expect(line.restockedQuantity).toBeLessThanOrEqual(canceledQuantity + returnedQuantity);
    expect(settled.quantity).toBeLessThanOrEqual(quantity);
    expect(settled.canceled).toBeLessThanOrEqual(canceledQuantity);
    expect(settled.amount).toBeLessThanOrEqual(line.total.amount);
    expect(settled.tax).toBeLessThanOrEqual(line.tax.amount);
    unsent += unsentQuantity(line);
  }
  const isOpen = ['paid', 'partially-fulfilled'].includes(order.status);
  expect(isOpen).toBe(unsent > 0);
  const isAnySent = order.lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0);
  expect(order.status.endsWith('fulfilled')).toBe(isAnySent);
}

/**
 * A buyer with the only unit of a line can request its return, and gets the unpaid rest of its
 * price.
 */
function expectRestOffered(order: OrderState, refunds: readonly RefundState[]): void {
  const begun = refunds.filter(({ status }) => status !== 'failed');
  const left = begun.reduce((sum, { amount }) => sum - amount, order.paidAmount);
  for (const line of countLines(order, refunds)) {
    const { sku, quantity, fulfilledQuantity, returnedQuantity } = line;
    const isAsked = order.returns.some(({ lines }) => lines.some((each) => each.sku === sku));
    const isWithBuyer = fulfilledQuantity > returnedQuantity && !isAsked;
    expect(keptQuantity(line, order) > 0 || !isWithBuyer).toBe(true);
    const rest = line.total.amount - settledOf(line, order, refunds).amount;
    if (quantity > 1 || !isWithBuyer || rest === 0 || rest > left) continue;
    const wanted = { lines: [{ sku, quantity: 1, from: 'sent' as const }], restock: true };
    const { money, picks } = refundLines(order, refunds, wanted, 1);
    expect(money.amount).toBe(rest);
    expect(picks).toMatchObject([{ returned: 1, restocked: 1 }]);
  }
}

const fixture = await useTestOrders();

afterAll(async () => {
  expect(await fixture.violations()).toEqual([]);
});

/** Sets the outcome of pending refunds at the provider. */
async function settleAtProvider(
  bought: PlacedOrder,
  status: 'succeeded' | 'failed',
): Promise<void> {
  const { payment } = await fixture.stateOf(bought);
  for (const { reference, status: now } of payment.refunds) {
    if (reference === null || now !== 'pending') continue;
    await fixture.driver.settleRefund(payment.reference ?? '', reference, status);
  }
  await fixture.deliverWebhooks();
}

/** Executes a step as staff or the buyer would. */
async function doStep(bought: PlacedOrder, step: Step): Promise<unknown> {
  const about = fixture.callInput(bought);
  const { order } = await fixture.stateOf(bought);
  const wanted = wantedOf(order, step);
  const lines = wanted.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const { share = 50, restock } = step;
  switch (step.kind) {
    case 'send':
      return fixture.orderAdmin.fulfil({ ...about, lines }, STAFF);
    case 'ask': {
      const ask = { ...about, lines, reason: 'too small' };
      return fixture.orders.requestReturn(bought.buyer, ask, VISITOR);
    }
    case 'accept': {
      const returnId = order.returns.find(({ status }) => status === 'requested')?.id;
      if (returnId === undefined) return null;
      return fixture.orderAdmin.resolveReturn({ ...about, returnId, decision: 'accepted' }, STAFF);
    }
    case 'succeed':
      return settleAtProvider(bought, 'succeeded');
    case 'fail':
      return settleAtProvider(bought, 'failed');
    case 'rest':
      return fixture.orderAdmin.cancel(about, STAFF);
    case 'lines':
    case 'again':
      return fixture.refund(bought, { kind: 'lines', ...wanted });
    case 'amount':
      return fixture.refund(bought, { kind: 'amount', amount: 1 + share * 10 });
    case 'shipping':
      return fixture.refund(bought, { kind: 'shipping' });
    case 'everything':
      return fixture.refund(bought, { kind: 'everything', restock });
  }
}

describe('refunds of every kind, in any order, among shipments and returns', () => {
  test('never exceed any part or unit, and end the order with its last unit', () => {
    const property = fc.property(smallOrders, manySteps, (placed, all) => {
      const shop = simulate(placed);
      for (const step of all) {
        try {
          shop.do(step);
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
        expectSound(shop.order(), shop.refunds());
        shop.world.expectCounted(shop.order());
        expectRestOffered(shop.order(), shop.refunds());
      }
      shop.do({ ...EVERYTHING, restock: true });
      expectSound(shop.order(), shop.refunds());
      const refunded = shop
        .refunds()
        .filter(({ status }) => status !== 'failed')
        .reduce((sum, { amount }) => sum + amount, 0);
      expect(refunded).toBe(placed.totalAmount);
    });
    fc.assert(property, { numRuns: runCount(200, 800) });
    // Once the model did not know that a refund of everything restocks units of a failed one first.
    fc.assert(property, { seed: -1055048502, path: '719', endOnFailure: true });
  });

  test('leave a shop without violated invariants', async () => {
    const methods = ['pm_test_approve', 'pm_test_refund_pending', 'pm_test_refund_fail'];
    const property = fc.asyncProperty(
      fewSteps,
      fc.constantFrom(...methods),
      async (all, method) => {
        const lines = [{ quantity: 3 }, { quantity: 2, amount: 0 }];
        const bought = await fixture.boughtLines(lines, { paymentMethod: method, shipping: 495 });
        for (const step of all) {
          try {
            await doStep(bought, step);
          } catch (error) {
            if (!isRefusal(error)) throw error;
          }
        }
        await fixture.runBackground();
        const { order, payment } = await fixture.stateOf(bought);
        expectSound(order, payment.refunds);
        expect(await fixture.isReadyToPack(bought)).toBe(
          !['fulfilled', 'cancelled'].includes(order.status),
        );
        for (const { sku, restockedQuantity, quantity } of order.lines) {
          expect(await fixture.available(sku)).toBe(10 - quantity + restockedQuantity);
        }
      },
    );
    await fc.assert(property, { numRuns: runCount(2, 8) });
  });
});
