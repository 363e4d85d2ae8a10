import type { DiscountRejection } from '@trastienda/shop-contract';
import type { DiscountState } from '@trastienda/shop-db';
import type { DiscountRule } from './pricing-rules.ts';

/** Facts that decide whether a cart is eligible for a discount. */
interface DiscountCircumstances {
  readonly currency: string;
  /** Price of the goods before discounts, in minor units. */
  readonly subtotal: number;
  readonly now: Date;
  /** Number of times the buyer has used each discount with a limit per buyer. */
  readonly usedByBuyer: ReadonlyMap<string, number>;
}

interface EligibleDiscounts {
  readonly rules: readonly DiscountRule[];
  readonly rejectedCodes: readonly { readonly code: string; readonly reason: DiscountRejection }[];
}

const amountIn = (currency: string, amounts: readonly { amount: number; currency: string }[]) =>
  amounts.find((money) => money.currency === currency)?.amount;

/** Returns the discount's effect in a currency; null when it has none. */
function effectIn(currency: string, { effect }: DiscountState): DiscountRule['effect'] | null {
  if (effect.kind !== 'amount') return effect;
  const amount = amountIn(currency, effect.amounts);
  return amount === undefined ? null : { kind: 'amount', amount };
}

/** Returns the limit that rejects one more use of a discount; null when none does. */
export function limitReached(
  { usageLimit, used, usageLimitPerBuyer }: DiscountState,
  usedByBuyer: number,
): Extract<DiscountRejection, `used-up${string}`> | null {
  if (usageLimit !== null && used >= usageLimit) return 'used-up';
  if (usageLimitPerBuyer !== null && usedByBuyer >= usageLimitPerBuyer) return 'used-up-by-buyer';
  return null;
}

function rejectionOf(
  discount: DiscountState,
  cart: DiscountCircumstances,
): DiscountRejection | null {
  const { startsAt, endsAt, minimumSubtotals } = discount;
  if (startsAt !== null && cart.now < startsAt) return 'unknown';
  if (endsAt !== null && cart.now >= endsAt) return 'ended';
  if (effectIn(cart.currency, discount) === null) return 'currency';
  if (minimumSubtotals.length > 0) {
    const minimum = amountIn(cart.currency, minimumSubtotals);
    if (minimum === undefined) return 'currency';
    if (cart.subtotal < minimum) return 'minimum';
  }
  return limitReached(discount, cart.usedByBuyer.get(discount.id) ?? 0);
}

/**
 * Selects the discounts that a cart is eligible for: automatic discounts whose conditions hold, and
 * discounts whose codes the buyer has entered. Returns the rejected codes with their reasons.
 */
export function eligibleDiscounts(
  discounts: readonly DiscountState[],
  codes: readonly string[],
  cart: DiscountCircumstances,
): EligibleDiscounts {
  const rules: DiscountRule[] = [];
  const rejections = new Map<string, DiscountRejection>(codes.map((code) => [code, 'unknown']));
  for (const discount of discounts) {
    const { id, code, title } = discount;
    const rejection = rejectionOf(discount, cart);
    const effect = effectIn(cart.currency, discount);
    if (rejection === null && effect !== null) rules.push({ id, code, title, effect });
    if (code === null) continue;
    if (rejection === null) rejections.delete(code);
    else rejections.set(code, rejection);
  }
  return { rules, rejectedCodes: [...rejections].map(([code, reason]) => ({ code, reason })) };
}
