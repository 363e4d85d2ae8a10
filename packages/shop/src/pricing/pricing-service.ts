import type { AppliedDiscount, Buyer, PriceBreakdown, ShippingOption } from '@trastienda/contract';
import type { Database, SellableVariant } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';

/** What prices are reckoned from. */
export interface QuotingDeps {
  readonly database: Pick<
    Database,
    | 'variants'
    | 'prices'
    | 'taxZones'
    | 'shippingMethods'
    | 'discounts'
    | 'discountUses'
    | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's own currency: that of the catalogue's prices. */
  readonly currency: string;
  /** `PaymentProvider.payableStep` of the provider that takes the shop's money. */
  readonly payableStep: (currency: string) => number;
}

/** Where something goes, by ISO 3166 codes: the country, and the part of its region after the hyphen. */
export interface Destination {
  readonly country: string;
  readonly region: string | null;
}

/** What is to be priced. */
export interface QuoteInput {
  readonly currency: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly discountCodes: readonly string[];
  readonly buyer: Buyer;
  /** Null: not known yet, so without tax and shipping. */
  readonly destination: Destination | null;
  readonly shippingMethodId: string | null;
  /** Discounts of the buyer's open checkout: its use of them does not count against the buyer. */
  readonly ownDiscountIds?: readonly string[];
}

/** A line that can be bought: `unitPrice` in minor units of the quote's currency. */
export interface QuotedLine {
  readonly variant: SellableVariant;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** What a cart would cost now. Says nothing of stock. */
export interface Quote {
  /** Those that are for sale in this currency, in the order of the input. */
  readonly lines: readonly QuotedLine[];
  /** SKUs that are not for sale, or not in this currency. */
  readonly unavailable: readonly string[];
  readonly refusedCodes: readonly { readonly code: string; readonly reason: string }[];
  readonly prices: PriceBreakdown;
  readonly discounts: readonly AppliedDiscount[];
  readonly isShippingRequired: boolean;
  /**
   * Why the tax cannot be known: `missing` when only regions of the country have tax zones and there is
   * no region, `unknown` when tax depends on the region and there is no such one. Prices are without tax then.
   */
  readonly regionProblem: 'missing' | 'unknown' | null;
  /** Empty without a destination. */
  readonly shippingOptions: readonly ShippingOption[];
  /** The one that was asked for; null when none was, or when it does not go there. */
  readonly shippingMethod: ShippingOption | null;
}

/** What carts and checkouts ask of pricing. */
export interface Quoting {
  /** Prices by the rules of this moment; `CURRENCY_UNSUPPORTED`. Joins a transaction. */
  quote(input: QuoteInput): Promise<Quote>;
  /**
   * Counts a use of each discount for a checkout, within the transaction that begins it.
   * `DISCOUNT_REFUSED` when a limit is reached.
   */
  redeem(discountIds: readonly string[], use: DiscountUse): Promise<void>;
  /** Gives the uses back, when the checkout came to nothing. Does it once however often it is called. */
  revertRedemption(discountIds: readonly string[], use: DiscountUse): Promise<void>;
}

export interface DiscountUse {
  readonly checkoutId: string;
  readonly buyer: Buyer;
}
