import { allocate } from '../base/money/allocate.ts';
import { multiplyDivide, sum } from '../base/money/minor-units-math.ts';
import type { DiscountRule } from './pricing-rules.ts';

const ORDER = { percent: 0, amount: 1, 'free-shipping': 2 } as const;

/**
 * The order in which discounts apply: percentages, then amounts, then free shipping; of one kind
 * the larger rate or amount first, then by id.
 */
function inOrder(a: DiscountRule, b: DiscountRule): number {
  if (a.effect.kind !== b.effect.kind) return ORDER[a.effect.kind] - ORDER[b.effect.kind];
  return sizeOf(b) - sizeOf(a) || (a.id < b.id ? -1 : 1);
}

function sizeOf({ effect }: DiscountRule): number {
  if (effect.kind === 'percent') return effect.ratePpm;
  return effect.kind === 'amount' ? effect.amount : 0;
}

/** What a discount takes off goods that cost as much by now: a multiple of `step`, as `left` is. */
function amountOf({ effect }: DiscountRule, left: number, step: number): number {
  if (effect.kind === 'percent') return multiplyDivide(left, effect.ratePpm, 1_000_000, step);
  return effect.kind === 'amount' ? Math.min(multiplyDivide(effect.amount, 1, 1, step), left) : 0;
}

interface AppliedDiscounts {
  /** What is taken off each line, in the order of the lines. */
  readonly lines: readonly number[];
  readonly shipping: number;
  /** Those that take something off, in the order in which they were applied. */
  readonly applied: readonly { readonly rule: DiscountRule; readonly amount: number }[];
}

/**
 * Takes discounts off lines and shipping, one after another, each off what those before it have
 * left. A discount on goods is divided among the lines in proportion to what is left of them. One
 * that takes nothing off is not applied; free shipping is, while the price of shipping is unknown.
 * Subtotals and the price of shipping are multiples of `step`, and so is what is taken off.
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
