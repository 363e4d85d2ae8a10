import type { DiscountState } from '@trastienda/shop-db';
import { describe, expect, test } from 'vitest';
import { eligibleDiscounts } from './eligible-discounts.ts';

const NOW = new Date('2100-01-01T00:00:00.000Z');
const before = new Date(NOW.getTime() - 1);
const after = new Date(NOW.getTime() + 1);

/** Builds a discount of ten percent; unnamed fields have defaults. */
const discountOf = (parts: Partial<DiscountState> = {}): DiscountState => ({
  ...{ id: 'd', code: null, title: 'Ten', effect: { kind: 'percent', ratePpm: 100_000 } },
  ...{ minimumSubtotals: [], startsAt: null, endsAt: null, usageLimit: null, used: 0 },
  ...{ usageLimitPerBuyer: null, isActive: true, createdAt: NOW, updatedAt: NOW },
  ...parts,
});

const eligible = (
  discount: DiscountState,
  codes: readonly string[] = [],
  usedByBuyer: readonly (readonly [string, number])[] = [],
) =>
  eligibleDiscounts([discount], codes, {
    ...{ currency: 'EUR', subtotal: 1000, now: NOW },
    usedByBuyer: new Map(usedByBuyer),
  });

describe('a discount without a code', () => {
  test('is not among the rejected codes when it does not apply', () => {
    expect(eligible(discountOf({ endsAt: NOW }))).toEqual({ rules: [], rejectedCodes: [] });
  });

  test.each([
    [{ startsAt: NOW, endsAt: after }, true],
    [{ startsAt: after }, false],
    [{ startsAt: before, endsAt: NOW }, false],
    [{ minimumSubtotals: [{ amount: 1000, currency: 'EUR' }] }, true],
    [{ minimumSubtotals: [{ amount: 1001, currency: 'EUR' }] }, false],
    [{ minimumSubtotals: [{ amount: 1, currency: 'USD' }] }, false],
    [{ usageLimit: 2, used: 1 }, true],
    [{ usageLimit: 2, used: 2 }, false],
    [{ usageLimitPerBuyer: 2 }, true],
    [{ usageLimitPerBuyer: 1 }, false],
  ])('with %j applies: %s', (parts, holds) => {
    expect(eligible(discountOf(parts), [], [['d', 1]]).rules.length > 0).toBe(holds);
  });
});

test('an amount off is the one in the currency of the cart', () => {
  const amounts = [
    { amount: 5, currency: 'USD' },
    { amount: 7, currency: 'EUR' },
  ];
  expect(eligible(discountOf({ effect: { kind: 'amount', amounts } })).rules).toMatchObject([
    { id: 'd', title: 'Ten', effect: { kind: 'amount', amount: 7 } },
  ]);
});

test('a code applies or is rejected with the reason', () => {
  const coded = discountOf({ code: 'TEN' });
  const codes = ['TEN', 'OTHER'];
  const unknown = { code: 'OTHER', reason: 'unknown' };
  expect(eligible(coded, codes)).toMatchObject({
    rules: [{ code: 'TEN' }],
    rejectedCodes: [unknown],
  });
  expect(eligible({ ...coded, endsAt: NOW }, codes)).toEqual({
    rules: [],
    rejectedCodes: [{ code: 'TEN', reason: 'ended' }, unknown],
  });
});
