import type { OrderStatus } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test } from 'vitest';
import { openStock } from '../stock/open-stock.ts';
import { pickUnits } from './pick-units.ts';
import {
  closeByRefund,
  countPicks,
  restockPicks,
  statusOfUnits,
  sumOfPicks,
} from './settle-units.ts';
import { lineOfTen, orderOfTen, SKU } from './testing/line-refunds.ts';

const { database } = await useTestDatabase(openDatabase);
const context = { at: new Date('2100-01-01T00:00:00.000Z'), requestId: null };

/** Five shipped and five unshipped units; all of the latter and two of the former are refunded. */
const order = orderOfTen({ fulfilledQuantity: 5 });
const other = lineOfTen({ sku: 'SKU-1', canceledQuantity: 4, restockedQuantity: 3 });
const picksOf = (restock: boolean) =>
  pickUnits(
    order,
    [],
    [
      { sku: SKU, quantity: 5, from: 'unsent' },
      { sku: SKU, quantity: 2, from: 'sent' },
    ],
    { restock },
  );

describe('picked units', () => {
  test('are counted in their line only', () => {
    const [unsent, sent] = picksOf(true);
    const line = lineOfTen({ fulfilledQuantity: 5, canceledQuantity: 1, restockedQuantity: 1 });
    const after = [unsent, sent].map((pick) => countPicks([line, other], pick ? [pick] : []));
    expect(after).toEqual([
      [{ ...line, canceledQuantity: 6, restockedQuantity: 6 }, other],
      [{ ...line, returnedQuantity: 2, restockedQuantity: 3 }, other],
    ]);
  });

  test('are summed over all lines', () => {
    const sums = (restock: boolean) =>
      (['withdrawn', 'returned', 'restocked'] as const).map((part) =>
        sumOfPicks(picksOf(restock), part),
      );
    expect(sums(true)).toEqual([5, 2, 7]);
    expect(sums(false)).toEqual([5, 0, 0]);
  });

  test('are put in stock as far as they are restocked', async () => {
    const settings = { productId: 'a'.repeat(24), isTracked: true, policy: 'deny' } as const;
    await openStock(database, [{ sku: SKU, ...settings, quantity: 1 }], context);
    const onHand = async () => (await database.stock.find([SKU]))[0]?.onHand;
    await restockPicks({ database }, order, picksOf(false), context, 'kept');
    expect(await onHand()).toBe(1);
    const [unsent] = picksOf(true);
    const [none] = picksOf(false);
    const picks = [unsent, none].flatMap((pick) => (pick === undefined ? [] : [pick]));
    await restockPicks({ database }, order, picks, context, 'back');
    expect(await onHand()).toBe(6);
  });
});

describe('an order', () => {
  const sent = lineOfTen({ fulfilledQuantity: 10 });
  const withdrawn = lineOfTen({ canceledQuantity: 10 });
  const unsent = lineOfTen();
  const partly = lineOfTen({ fulfilledQuantity: 5 });
  const rest = lineOfTen({ fulfilledQuantity: 5, canceledQuantity: 5 });

  test.each([
    { status: 'paid', after: 'paid', lines: [unsent, withdrawn] },
    { status: 'paid', after: 'partially-fulfilled', lines: [unsent, sent] },
    { status: 'paid', after: 'partially-fulfilled', lines: [partly] },
    { status: 'partially-fulfilled', after: 'fulfilled', lines: [rest] },
    { status: 'paid', after: 'fulfilled', lines: [withdrawn, sent] },
    { status: 'paid', after: 'cancelled', lines: [withdrawn, withdrawn] },
  ] as const)(
    'with status $status becomes $after by its shipped and canceled units',
    ({ status, lines, after }) => {
      expect(statusOfUnits(status, lines)).toBe(after);
    },
  );

  const amounts = {
    paymentId: 'c'.repeat(24),
    totalAmount: 1000,
    paidAmount: 1000,
    currency: 'EUR',
  };
  const closed = (status: OrderStatus, line = withdrawn) =>
    closeByRefund({ ...amounts, status }, [line], 'torn');

  test('ends with the refund of its last unit, as canceled unless a unit was shipped', () => {
    expect(closed('paid')).toEqual({
      change: { status: 'cancelled', isClosedByRefund: true },
      drafts: [
        {
          type: 'order.cancelled',
          data: {
            by: 'refund',
            reason: 'torn',
            paymentId: amounts.paymentId,
            total: 1000,
            paid: 1000,
            currency: 'EUR',
          },
        },
      ],
    });
    for (const status of ['paid', 'partially-fulfilled'] as const) {
      expect(closed(status, rest)).toEqual({ change: { status: 'fulfilled' }, drafts: [] });
    }
  });

  test('stays open while units are unshipped, and is unchanged once it has ended', () => {
    const same = { change: {}, drafts: [] };
    expect(closed('paid', unsent)).toEqual(same);
    expect(closed('partially-fulfilled', partly)).toEqual(same);
    for (const status of ['pending', 'fulfilled', 'cancelled'] as const) {
      expect(closed(status)).toEqual(same);
      expect(closed(status, rest)).toEqual(same);
    }
  });
});
