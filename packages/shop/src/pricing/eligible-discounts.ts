import type { DiscountRefusal } from '@trastienda/contract';
import type { DiscountState } from '@trastienda/db';
import type { DiscountRule } from './pricing-rules.ts';

/** What decides whether a cart has a right to a discount. */
interface DiscountCircumstances {
  readonly currency: string;
  /** What the goods cost before discounts, in minor units. */
  readonly subtotal: number;
  readonly now: Date;
  /** How often the buyer has used each discount that has a limit per buyer. */
  readonly usedByBuyer: ReadonlyMap<string, number>;
}

interface EligibleDiscounts {
  readonly rules: readonly DiscountRule[];
  readonly refusedCodes: readonly { readonly code: string; readonly reason: DiscountRefusal }[];
}

const amountIn = (currency: string, amounts: readonly { amount: number; currency: string }[]) =>
  amounts.find((money) => money.currency === currency)?.amount;

/** The discount's effect in a currency; null where it has none. */
function effectIn(currency: string, { effect }: DiscountState): DiscountRule['effect'] | null {
  if (effect.kind !== 'amount') return effect;
  const amount = amountIn(currency, effect.amounts);
  return amount === undefined ? null : { kind: 'amount', amount };
}

/** Why the limits of a discount refuse one more use; null when they do not. */
export function limitReached(
  { usageLimit, used, usageLimitPerBuyer }: DiscountState,
  usedByBuyer: number,
): Extract<DiscountRefusal, `used-up${string}`> | null {
  if (usageLimit !== null && used >= usageLimit) return 'used-up';
  if (usageLimitPerBuyer !== null && usedByBuyer >= usageLimitPerBuyer) return 'used-up-by-buyer';
  return null;
}

function refusalOf(discount: DiscountState, cart: DiscountCircumstances): DiscountRefusal | null {
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
 * Which discounts a cart has a right to: of those without a code all that hold, of those with one
 * the ones whose codes the buyer has. Codes that do not hold are named with the reason.
 */
export function eligibleDiscounts(
  discounts: readonly DiscountState[],
  codes: readonly string[],
  cart: DiscountCircumstances,
): EligibleDiscounts {
  const rules: DiscountRule[] = [];
  const refusals = new Map<string, DiscountRefusal>(codes.map((code) => [code, 'unknown']));
  for (const discount of discounts) {
    const { id, code, title } = discount;
    const refusal = refusalOf(discount, cart);
    const effect = effectIn(cart.currency, discount);
    if (refusal === null && effect !== null) rules.push({ id, code, title, effect });
    if (code === null) continue;
    if (refusal === null) refusals.delete(code);
    else refusals.set(code, refusal);
  }
  return { rules, refusedCodes: [...refusals].map(([code, reason]) => ({ code, reason })) };
}
