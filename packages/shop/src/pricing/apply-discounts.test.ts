import { describe, expect, test } from 'vitest';
import { applyDiscounts } from './apply-discounts.ts';
import type { DiscountRule } from './pricing-rules.ts';

const rule = (id: string, effect: DiscountRule['effect']): DiscountRule => ({
  ...{ id, code: null, title: id, effect },
});
const percent = (id: string, ratePpm: number) => rule(id, { kind: 'percent', ratePpm });
const amount = (id: string, cents: number) => rule(id, { kind: 'amount', amount: cents });
const freeShipping = (id: string) => rule(id, { kind: 'free-shipping' });

/** Returns what each discount takes off one line of this price, in the order of application. */
const takenOff = (subtotal: number, rules: readonly DiscountRule[], step = 1) =>
  applyDiscounts([{ sku: 'A', subtotal }], 500, rules, step).applied.map((each) => [
    each.rule.id,
    each.amount,
  ]);

describe('several discounts', () => {
  test('apply by kind, even when the amount is a larger number than the rate', () => {
    const rules = [freeShipping('a'), amount('b', 300_000), percent('c', 200_000)];
    const order = [
      ['c', 200_000],
      ['b', 300_000],
      ['a', 500],
    ];
    expect(takenOff(1_000_000, rules)).toEqual(order);
    expect(takenOff(1_000_000, rules.toReversed())).toEqual(order);
  });

  test('of one kind apply by descending size, regardless of their ids', () => {
    // In the other order it would be 100, then 450.
    const rates = [percent('a', 100_000), percent('b', 500_000)];
    const byRate = [
      ['b', 500],
      ['a', 50],
    ];
    expect(takenOff(1000, rates)).toEqual(byRate);
    expect(takenOff(1000, rates.toReversed())).toEqual(byRate);

    const amounts = [amount('a', 300), amount('b', 800)];
    const bySize = [
      ['b', 800],
      ['a', 200],
    ];
    expect(takenOff(1000, amounts)).toEqual(bySize);
    expect(takenOff(1000, amounts.toReversed())).toEqual(bySize);
  });

  test('of equal size apply by id', () => {
    const equal = [amount('b', 600), amount('a', 600)];
    const byId = [
      ['a', 600],
      ['b', 400],
    ];
    expect(takenOff(1000, equal)).toEqual(byId);
    expect(takenOff(1000, equal.toReversed())).toEqual(byId);
  });
});
