import type { Quoting, QuotingDeps } from './pricing-service.ts';
import { quoteCart } from './quote-cart.ts';
import { createDiscountRedemption } from './redeem-discounts.ts';

/** Creates the quoting of carts over a database. */
export function createQuoting(deps: QuotingDeps): Quoting {
  return {
    quote: (input) => quoteCart(deps, input),
    ...createDiscountRedemption(deps),
  };
}
