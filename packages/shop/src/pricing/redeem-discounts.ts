import {
  buyerKeyOf,
  DISCOUNTS_TAG,
  type DiscountRejection,
  ShopError,
} from '@trastienda/shop-contract';
import type { DiscountState } from '@trastienda/shop-db';
import { limitReached } from './eligible-discounts.ts';
import type { DiscountUse, Quoting, QuotingDeps } from './pricing-service.ts';

function discountRejected(code: string | null, reason: DiscountRejection): ShopError {
  return new ShopError('DISCOUNT_REFUSED', { details: { code, reason } });
}

/**
 * Creates the counting of discount uses. Uses of discounts without limits are not stored: one that
 * applies to every cart would make all checkouts conflict.
 */
export function createDiscountRedemption({
  database,
  clock,
}: QuotingDeps): Pick<Quoting, 'redeem' | 'revertRedemption'> {
  const { discounts, discountUses } = database;

  /** Finds the discounts to count; throws before anything is written when one is used up. */
  const findRedeemable = async (ids: readonly string[], checkoutId: string, buyerKey: string) => {
    const found = new Map((await discounts.findMany(ids)).map((each) => [each.id, each]));
    const limited = ids.flatMap((id) => {
      const discount = found.get(id);
      if (discount === undefined) throw discountRejected(null, 'unknown');
      const { usageLimit, usageLimitPerBuyer } = discount;
      return usageLimit === null && usageLimitPerBuyer === null ? [] : [discount];
    });
    if (limited.length === 0) return [];
    const limitedIds = limited.map(({ id }) => id);
    const used = await discountUses.findUsed(limitedIds, checkoutId);
    const counts = await discountUses.countsOf(limitedIds, buyerKey);
    const fresh = limited.filter(({ id }) => !used.has(id));
    for (const discount of fresh) {
      const reason = limitReached(discount, counts.get(discount.id) ?? 0);
      if (reason !== null) throw discountRejected(discount.code, reason);
    }
    return fresh;
  };

  /** Records that a discount became used up, or available again. */
  const recordLimit = (
    type: 'discount.used-up' | 'discount.available-again',
    { id, code }: Pick<DiscountState, 'id' | 'code'>,
    usageLimit: number,
    { requestId = null }: DiscountUse,
  ) =>
    database.events.record(
      {
        aggregate: 'discount',
        aggregateId: id,
        type,
        data: { code, usageLimit },
        tags: [DISCOUNTS_TAG],
      },
      { at: clock.now(), requestId },
    );

  const redeem = async (ids: readonly string[], use: DiscountUse) => {
    const { checkoutId, buyer } = use;
    const buyerKey = buyerKeyOf(buyer);
    for (const discount of await findRedeemable(ids, checkoutId, buyerKey)) {
      const { id, code, used, usageLimit, usageLimitPerBuyer } = discount;
      if (usageLimit !== null) {
        if (!(await discounts.countUse(id, usageLimit))) throw discountRejected(code, 'used-up');
        // No other transaction has counted a use since it was read: one of the two is retried.
        if (used + 1 >= usageLimit)
          await recordLimit('discount.used-up', discount, usageLimit, use);
      }
      if (
        usageLimitPerBuyer !== null &&
        !(await discountUses.countForBuyer(id, buyerKey, usageLimitPerBuyer))
      ) {
        throw discountRejected(code, 'used-up-by-buyer');
      }
      await discountUses.insert({
        discountId: id,
        checkoutId,
        buyerKey,
        isCounted: usageLimit !== null,
        isCountedForBuyer: usageLimitPerBuyer !== null,
        at: clock.now(),
      });
    }
  };

  const revertRedemption = async (ids: readonly string[], use: DiscountUse) => {
    for (const id of ids) {
      const taken = await discountUses.take(id, use.checkoutId);
      const discount = taken?.isCounted ? await discounts.uncountUse(id) : null;
      const limit = discount?.usageLimit ?? null;
      if (discount !== null && limit !== null && discount.used + 1 === limit) {
        await recordLimit('discount.available-again', discount, limit, use);
      }
      if (taken?.isCountedForBuyer) await discountUses.uncountForBuyer(id, taken.buyerKey);
    }
  };

  // The same order everywhere, so that two checkouts with the same discounts conflict at the first.
  const inOrder = (ids: readonly string[]) => [...new Set(ids)].sort();
  return {
    async redeem(ids, use) {
      if (ids.length > 0) await database.transaction(() => redeem(inOrder(ids), use));
    },
    async revertRedemption(ids, use) {
      if (ids.length > 0) await database.transaction(() => revertRedemption(inOrder(ids), use));
    },
  };
}
