import { allocate } from '../base/money/allocate.ts';
import { multiplyDivide, sum } from '../base/money/minor-units-math.ts';
import type { DiscountRule } from './pricing-rules.ts';

const ORDER = { percent: 0, amount: 1, 'free-shipping': 2 } as const;

/**
 * Orders discounts for application: percentages, then amounts, then free shipping; within a kind by
 * descending rate or amount, then by id.
 */
function inOrder(a: DiscountRule, b: DiscountRule): number {
  if (a.effect.kind !== b.effect.kind) return ORDER[a.effect.kind] - ORDER[b.effect.kind];
  return sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1);
}

function sizeOf({ effect }: DiscountRule): number {
  if (effect.kind === 'percent') return effect.ratePpm;
  return effect.kind === 'amount' ? effect.amount : 0;
}

/**
 * Returns what a discount takes off goods that currently cost `left`; both are multiples of `step`.
 */
function amountOf({ effect }: DiscountRule, left: number, step: number): number {
  if (effect.kind === 'percent') return multiplyDivide(left, effect.ratePpm, 1_000_000, step);
  return effect.kind === 'amount' ? Math.min(multiplyDivide(effect.amount, 1, 1, step), left) : 0;
}

interface AppliedDiscounts {
  /** Amount taken off each line, in the order of the lines. */
  readonly lines: readonly number[];
  readonly shipping: number;
  /** Discounts that take something off, in the order of application. */
  readonly applied: readonly { readonly rule: DiscountRule; readonly amount: number }[];
}

/**
 * Applies discounts to lines and shipping one after another, each to what the previous ones left. A
 * discount on goods is allocated to the lines in proportion to their remaining amounts. A discount
 * that takes nothing off is not applied, except free shipping while the shipping price is unknown.
 * Subtotals, the shipping price and the amounts taken off are multiples of `step`.
 */
export function applyDiscounts(
  lines: readonly { readonly sku: string; readonly subtotal: number }[],
  shippingPrice: number | null,
  rules: readonly DiscountRule[],
  step: number,
): AppliedDiscounts {
  let left = lines.map(({ subtotal }) => subtotal);
  let shippingLeft = shippingPrice ?? 0;
  const applied: { rule: DiscountRule; amount: number }[] = [];
  for (const rule of rules.toSorted(inOrder)) {
    if (rule.effect.kind === 'free-shipping') {
      if (shippingLeft > 0 || shippingPrice === null) applied.push({ rule, amount: shippingLeft });
      shippingLeft = 0;
      continue;
    }
    const amount = amountOf(rule, sum(left), step);
    if (amount === 0) continue;
    const weights = lines.map(({ sku }, index) => ({ key: sku, weight: left[index] ?? 0 }));
    const parts = allocate(amount, weights, step);
    left = left.map((rest, index) => rest - (parts[index] ?? 0));
    applied.push({ rule, amount });
  }
  return {
    lines: lines.map(({ subtotal }, index) => subtotal - (left[index] ?? 0)),
    shipping: (shippingPrice ?? 0) - shippingLeft,
    applied,
  };
}
