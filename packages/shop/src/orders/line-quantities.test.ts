import type { OrderState, RefundLine, RefundState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import {
  type CountedLine,
  countRefunded,
  keptQuantity,
  pickLines,
  settledOf,
  unsettledSentQuantity,
} from './line-quantities.ts';
import {
  canceled,
  failed,
  kept,
  lineOfTen as lineOf,
  refundOf,
  returned,
  returnOf,
  SKU,
} from './testing/line-refunds.ts';

type Return = OrderState['returns'][number];

const settled = (
  counts: Partial<CountedLine>,
  refunds: readonly RefundState[],
  returns: readonly Return[] = [],
) => settledOf(lineOf(counts), { returns: [...returns] }, refunds);

test('refunds of a line are summed, without those of other lines and failed ones', () => {
  const all = refundOf({ ...canceled(2), tax: 40 });
  const elsewhere = { sku: 'SKU-1', quantity: 3, amount: 500, tax: 50, canceled: 3 };
  const refunds = [
    { ...all, lines: [...all.lines, elsewhere] },
    refundOf({ ...canceled(1), amount: 700, tax: 7 }),
    failed({ ...canceled(1), tax: 20 }),
  ];
  expect(settled({ canceledQuantity: 4 }, refunds)).toMatchObject({
    ...{ quantity: 3, canceled: 3, amount: 2700, tax: 47, unpaid: { quantity: 1 } },
  });
});

describe('canceled units', () => {
  test('are unpaid when their refund failed, and off the shelf when no refund restocked them', () => {
    const counts = { canceledQuantity: 3, restockedQuantity: 1 };
    const refunds = [refundOf(canceled(1)), failed(canceled(2, 1))];
    expect(settled(counts, refunds)).toMatchObject({
      ...{ quantity: 1, canceled: 1, unpaid: { quantity: 2, onShelf: 1 } },
      offShelf: { canceled: 1, returned: 0 },
    });
  });

  test('on the shelf are first those that their own refund restocked', () => {
    const counts = { canceledQuantity: 2, restockedQuantity: 1 };
    expect(settled(counts, [refundOf(canceled(1, 1)), failed(canceled(1))])).toMatchObject({
      unpaid: { quantity: 1, onShelf: 0 },
      offShelf: { canceled: 0, returned: 0 },
    });
  });

  test('may be restocked by a failed refund of other units', () => {
    const counts = { canceledQuantity: 3, restockedQuantity: 2 };
    const late = { ...canceled(1), restocked: 2, canceledOnShelf: 2 };
    const refunds = [refundOf(canceled(1)), failed(late), failed(canceled(1))];
    expect(settled(counts, refunds)).toMatchObject({
      unpaid: { quantity: 2, onShelf: 1 },
      offShelf: { canceled: 0, returned: 0 },
    });
  });
});

describe('returned units', () => {
  test('are unpaid when their refund failed, up to those without another refund', () => {
    const counts = { fulfilledQuantity: 4, returnedQuantity: 3 };
    const refunds = [refundOf(returned(1)), refundOf(kept(1)), failed(returned(2))];
    expect(settled(counts, refunds)).toMatchObject({
      ...{ quantity: 2, canceled: 0, returned: 1 },
      ...{ unpaidReturned: { quantity: 2, onShelf: 0 }, offShelf: { canceled: 0, returned: 1 } },
    });
    const all = { fulfilledQuantity: 2, returnedQuantity: 2 };
    expect(settled(all, refunds.slice(0, 2))).toMatchObject({
      unpaidReturned: { quantity: 0, onShelf: 0 },
    });
  });

  test('on the shelf are first those that their own refund restocked', () => {
    const counts = { fulfilledQuantity: 5, returnedQuantity: 3, restockedQuantity: 2 };
    const late = { ...returned(1), restocked: 2, restockedReturned: 2, returnedOnShelf: 2 };
    const refunds = [refundOf(returned(1)), failed(late), failed(returned(1))];
    expect(settled(counts, refunds)).toMatchObject({
      unpaidReturned: { quantity: 2, onShelf: 1 },
      offShelf: { canceled: 0, returned: 0 },
    });
    const own = { fulfilledQuantity: 2, returnedQuantity: 2, restockedQuantity: 1 };
    expect(settled(own, [refundOf(returned(1)), failed(returned(1, 1))])).toMatchObject({
      unpaidReturned: { quantity: 1, onShelf: 1 },
      offShelf: { canceled: 0, returned: 1 },
    });
  });

  test('share the shelf with canceled ones by what each refund restocked', () => {
    const counts = {
      ...{ fulfilledQuantity: 3, canceledQuantity: 2 },
      ...{ returnedQuantity: 2, restockedQuantity: 2 },
    };
    const refunds = [refundOf(returned(1, 1)), refundOf(canceled(2, 1)), failed(returned(1))];
    expect(settled(counts, refunds)).toMatchObject({
      ...{ quantity: 3, canceled: 2, returned: 1 },
      unpaid: { quantity: 0, onShelf: 0 },
      unpaidReturned: { quantity: 1, onShelf: 0 },
      offShelf: { canceled: 1, returned: 0 },
    });
  });
});

describe('units that the buyer keeps at a reduced price', () => {
  test('have a remaining price, unlike those that are fully refunded', () => {
    const counts = { fulfilledQuantity: 3 };
    expect(settled(counts, [refundOf(kept(2, 500))])).toMatchObject({
      ...{ amount: 500, value: 2000, short: { quantity: 2, value: 1500 } },
    });
    expect(settled(counts, [refundOf(kept(1)), refundOf(kept(1, 500))])).toMatchObject({
      ...{ amount: 1500, value: 2000, short: { quantity: 1, value: 500 } },
    });
    expect(settled(counts, [refundOf(kept(2))])).toMatchObject({
      ...{ amount: 2000, value: 2000, short: { quantity: 0, value: 0 } },
    });
  });

  test('have their share of the remaining price when others of the same refund are returned', () => {
    const counts = { fulfilledQuantity: 3, canceledQuantity: 1, returnedQuantity: 1 };
    const mixed = { ...kept(4, 1000), canceled: 1, returned: 1 };
    expect(settled(counts, [refundOf(mixed)])).toMatchObject({
      ...{ quantity: 4, canceled: 1, returned: 1, short: { quantity: 2, value: 1500 } },
    });
  });

  /** Builds a refund of the remaining price of units settled before. */
  const restOf = (reopened: number, value: number, more: Partial<RefundLine> = {}) => ({
    ...{ ...kept(0), amount: value, value, reopened, reopenedValue: value },
    ...more,
  });

  test('have no remaining price once it is refunded', () => {
    const back = restOf(1, 750, { returned: 1 });
    const counts = { fulfilledQuantity: 3, returnedQuantity: 1 };
    expect(settled(counts, [refundOf(kept(2, 500)), refundOf(back)])).toMatchObject({
      ...{ quantity: 2, returned: 1, amount: 1250, value: 2000 },
      ...{ short: { quantity: 1, value: 750 }, unpaidReturned: { quantity: 0 } },
    });
    const refunds = [refundOf(kept(3, 1500)), refundOf(restOf(1, 500))];
    expect(settled({ fulfilledQuantity: 3 }, refunds)).toMatchObject({
      ...{ amount: 2000, value: 3000, short: { quantity: 2, value: 1000 } },
    });
  });

  test('have the rest of it after a part of it was refunded', () => {
    const part = restOf(1, 800, { amount: 300 });
    const refunds = [refundOf(kept(1, 200)), refundOf(part)];
    expect(settled({ fulfilledQuantity: 1 }, refunds)).toMatchObject({
      ...{ amount: 500, value: 1000, short: { quantity: 1, value: 500 } },
    });
  });

  test('have none once they are returned at that price', () => {
    const free = { ...kept(0), returned: 1 };
    const one = { fulfilledQuantity: 1, returnedQuantity: 1 };
    expect(settled(one, [refundOf(kept(1, 200)), refundOf(free)])).toMatchObject({
      short: { quantity: 0, value: 0 },
    });
    const two = { fulfilledQuantity: 2, returnedQuantity: 1 };
    expect(settled(two, [refundOf(kept(2, 500)), refundOf(free)])).toMatchObject({
      short: { quantity: 1, value: 1500 },
    });
  });

  test('are returned unpaid when the refund of the remaining price has failed', () => {
    const counts = { fulfilledQuantity: 2, returnedQuantity: 2 };
    expect(settled(counts, [refundOf(kept(1, 200)), failed(returned(1))])).toMatchObject({
      ...{ short: { quantity: 1, value: 800 }, unpaidReturned: { quantity: 2 } },
    });
  });

  test('include a refunded remaining price when their first refund has failed since', () => {
    const counts = { fulfilledQuantity: 1, returnedQuantity: 1 };
    const refunds = [failed(kept(1, 200)), refundOf(restOf(1, 800, { returned: 1 }))];
    expect(settled(counts, refunds)).toMatchObject({
      ...{ quantity: 0, amount: 800, value: 800 },
      ...{ short: { quantity: 0, value: 0 }, unpaidReturned: { quantity: 1 } },
    });
  });
});

describe('refunds from before restocked units were stored', () => {
  const unsaid = ({ sku, quantity, amount, tax, ...line }: RefundLine) => ({
    ...{ sku, quantity, amount, tax },
    ...(line.canceled !== undefined && { canceled: line.canceled }),
    ...(line.returned !== undefined && { returned: line.returned }),
  });
  const older = (line: Partial<RefundLine>, more: Partial<RefundLine> = {}): RefundState => {
    const refund = refundOf(line);
    return { ...refund, lines: refund.lines.map((each) => ({ ...unsaid(each), ...more })) };
  };

  test('restock the units that they cancel', () => {
    const counts = { canceledQuantity: 2, restockedQuantity: 1 };
    expect(settled(counts, [older(canceled(1)), failed(canceled(1))])).toMatchObject({
      unpaid: { quantity: 1, onShelf: 0 },
    });
  });

  test('restock the number that they state, returned units first', () => {
    const counts = { canceledQuantity: 2, restockedQuantity: 1 };
    const none = older(canceled(1), { restocked: 0 });
    expect(settled(counts, [none, failed(canceled(1, 1))])).toMatchObject({
      unpaid: { quantity: 1, onShelf: 1 },
    });
    const taken = { fulfilledQuantity: 3, returnedQuantity: 3, restockedQuantity: 2 };
    const one = [older(returned(2), { restocked: 1 }), failed(returned(1, 1))];
    expect(settled(taken, one)).toMatchObject({ unpaidReturned: { quantity: 1, onShelf: 1 } });
    const both = { ...kept(3), canceled: 1, returned: 2 };
    const shelf = {
      ...{ fulfilledQuantity: 2, returnedQuantity: 2 },
      ...{ canceledQuantity: 2, restockedQuantity: 2 },
    };
    const refunds = [older(both, { restocked: 1 }), failed(canceled(1, 1))];
    expect(settled(shelf, refunds)).toMatchObject({ unpaid: { quantity: 1, onShelf: 1 } });
  });
});

describe('refunds from before units were counted', () => {
  const uncounted = (quantity: number, day = 2) =>
    refundOf({ quantity }, { status: 'succeeded', day });

  test('cover canceled units, as far as other refunds do not', () => {
    const counts = { canceledQuantity: 2 };
    expect(settled(counts, [uncounted(1)])).toMatchObject({
      ...{ quantity: 1, canceled: 1, unpaid: { quantity: 1 } },
    });
    const refunds = [uncounted(2), refundOf(canceled(1))];
    expect(settled({ ...counts, fulfilledQuantity: 1 }, refunds)).toMatchObject({
      ...{ quantity: 3, canceled: 2, unpaid: { quantity: 0 } },
    });
  });

  test('are distinguished from those that count units, and from failed ones', () => {
    const counts = { fulfilledQuantity: 2, canceledQuantity: 1 };
    const refunds = [refundOf(kept(1)), failed({ quantity: 1 })];
    expect(settled(counts, refunds)).toMatchObject({ canceled: 0, unpaid: { quantity: 1 } });
  });

  test('cover accepted returns that were requested before them', () => {
    const counts = { fulfilledQuantity: 4, canceledQuantity: 2, returnedQuantity: 2 };
    const asked = (...days: number[]) => days.map((day) => returnOf(1, 'accepted', day));
    const of = (refunds: readonly RefundState[], returns: readonly Return[]) => {
      const { canceled: withdrawn, returned: back } = settled(counts, refunds, returns);
      return [withdrawn, back];
    };
    expect(of([uncounted(2, 3)], asked(1))).toEqual([1, 1]);
    expect(of([uncounted(2, 3)], asked(1, 5))).toEqual([0, 2]);
    expect(of([uncounted(1, 3)], asked(3))).toEqual([0, 1]);
    expect(of([uncounted(1, 3)], asked(4))).toEqual([1, 0]);
    expect(of([uncounted(1, 3)], [returnOf(1, 'requested')])).toEqual([1, 0]);
    expect(of([uncounted(1, 3)], [returnOf(1, 'accepted', 1, 'SKU-1')])).toEqual([1, 0]);
  });
});

describe('shipped units', () => {
  test('are kept unless they are returned, or in a requested or accepted return', () => {
    const returns = [
      ...[returnOf(1, 'accepted'), returnOf(1, 'accepted'), returnOf(1, 'requested')],
      ...[returnOf(1, 'declined'), returnOf(1, 'accepted', 1, 'SKU-1')],
    ];
    const kept = (counts: Partial<CountedLine>) => keptQuantity(lineOf(counts), { returns });
    expect(kept({ fulfilledQuantity: 5, returnedQuantity: 1 })).toBe(2);
    expect(kept({ fulfilledQuantity: 5, returnedQuantity: 3 })).toBe(1);
    expect(kept({ fulfilledQuantity: 2, returnedQuantity: 2 })).toBe(0);
  });

  test('are unsettled unless a refund covers them, other than refunds of canceled ones', () => {
    const line = lineOf({ fulfilledQuantity: 5 });
    expect(unsettledSentQuantity(line, { quantity: 4, canceled: 1 })).toBe(2);
    expect(unsettledSentQuantity(line, { quantity: 7, canceled: 1 })).toBe(0);
  });
});

test('lines are picked by SKU, up to what is left of each', () => {
  const lines = [lineOf(), lineOf({ sku: 'SKU-1' })];
  const wanted = { sku: 'SKU-1', quantity: 3 };
  expect(pickLines(lines, [wanted], () => 3)).toEqual([{ line: lines[1], wanted }]);
  for (const [sku, left] of [
    ['SKU-1', 2],
    ['SKU-9', 0],
  ] as const) {
    expect(() => pickLines(lines, [{ sku, quantity: 3 }], () => 2)).toThrow(
      expect.objectContaining({ reason: 'ORDER_QUANTITY_EXCEEDED', details: { sku, left } }),
    );
  }
});

test('a refund counts its units as refunded, and no longer when it is reverted', () => {
  const lines = [lineOf({ refundedQuantity: 2 }), lineOf({ sku: 'SKU-1', refundedQuantity: 1 })];
  const refund = refundOf({ quantity: 3 });
  const countsAfter = (sign: 1 | -1) =>
    countRefunded(lines, refund, sign).map(({ sku, refundedQuantity }) => [sku, refundedQuantity]);
  expect(countsAfter(1)).toEqual([
    [SKU, 5],
    ['SKU-1', 1],
  ]);
  expect(countsAfter(-1)).toEqual([
    [SKU, -1],
    ['SKU-1', 1],
  ]);
});
