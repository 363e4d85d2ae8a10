import type { RouterOutputs } from '@trastienda/shop-client';

export type Discount = RouterOutputs['admin']['discounts']['get'];
/** Values of the form. */
export type DiscountValues = Omit<Discount, 'id' | 'used' | 'createdAt' | 'updatedAt'>;

export const EFFECT_KINDS = ['percent', 'amount', 'free-shipping'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export type DiscountState = 'active' | 'scheduled' | 'ended' | 'usedUp' | 'inactive';

/** Returns whether buyers can use a discount now, or why they cannot. */
export function stateOf(discount: Discount, now: number): DiscountState {
  const { isActive, startsAt, endsAt, usageLimit, used } = discount;
  if (!isActive) return 'inactive';
  if (endsAt !== null && Date.parse(endsAt) <= now) return 'ended';
  if (usageLimit !== null && used >= usageLimit) return 'usedUp';
  return startsAt !== null && Date.parse(startsAt) > now ? 'scheduled' : 'active';
}

/** Returns the values of a new discount. */
export function emptyDiscount(): DiscountValues {
  return {
    title: '',
    code: null,
    effect: { kind: 'percent', ratePpm: 100_000 },
    minimumSubtotals: [],
    startsAt: null,
    endsAt: null,
    usageLimit: null,
    usageLimitPerBuyer: null,
    isActive: true,
  };
}

/** Returns the values of a stored discount. */
export function valuesOf(discount: Discount): DiscountValues {
  const { id: _, used: _used, createdAt: _created, updatedAt: _updated, ...values } = discount;
  return values;
}
