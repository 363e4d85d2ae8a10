import type { Clock } from '@trastienda/base';
import type {
  AppliedDiscount,
  Buyer,
  DiscountRejection,
  PriceBreakdown,
  ShippingOption,
  UnavailableReason,
} from '@trastienda/shop-contract';
import type { Database, SellableVariant } from '@trastienda/shop-db';
import type { OwnUrls } from '../base/own-urls.ts';

/** Dependencies of quoting. */
export interface QuotingDeps {
  readonly database: Pick<
    Database,
    'quotes' | 'prices' | 'discounts' | 'discountUses' | 'events' | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's currency, in which the catalog's prices are. */
  readonly currency: string;
  /** `PaymentProvider.payableStep` of the shop's payment provider. */
  readonly payableStep: (currency: string) => number;
  /** URLs of the shop's own images; by default there are none. */
  readonly urls?: OwnUrls;
}

/**
 * Shipping destination by ISO 3166 codes: the country, and the part of its region code after the
 * hyphen.
 */
export interface Destination {
  readonly country: string;
  readonly region: string | null;
}

/** Units of a SKU to quote. */
interface LineToQuote {
  readonly sku: string;
  readonly quantity: number;
  /** Price of a unit in minor units that the buyer keeps, whatever the current one is. */
  readonly agreedPrice?: number;
}

/** Cart, currency and options to quote. */
export interface QuoteInput {
  readonly currency: string;
  readonly lines: readonly LineToQuote[];
  readonly discountCodes: readonly string[];
  readonly buyer: Buyer;
  /** Null when not known yet; the quote is then without tax and shipping. */
  readonly destination: Destination | null;
  readonly shippingMethodId: string | null;
  /** Discounts of the buyer's open checkout, whose uses do not count against the buyer. */
  readonly ownDiscountIds?: readonly string[];
}

/** A line that can be bought; `unitPrice` is in minor units of the quote's currency. */
export interface QuotedLine {
  readonly variant: SellableVariant;
  readonly quantity: number;
  readonly unitPrice: number;
}

/** A line that cannot be bought. */
export interface UnavailableLine {
  readonly sku: string;
  readonly reason: UnavailableReason;
}

/** Current price of a cart, regardless of stock. */
export interface Quote {
  /** Lines that are for sale in this currency, in the order of the input. */
  readonly lines: readonly QuotedLine[];
  readonly unavailable: readonly UnavailableLine[];
  readonly rejectedCodes: readonly { readonly code: string; readonly reason: DiscountRejection }[];
  readonly prices: PriceBreakdown;
  readonly discounts: readonly AppliedDiscount[];
  readonly isShippingRequired: boolean;
  /**
   * Reason why the tax is unknown: `missing` when only regions of the country have tax zones and no
   * region is given, `unknown` when tax depends on the region and the region does not exist. The
   * prices are without tax then.
   */
  readonly regionProblem: 'missing' | 'unknown' | null;
  /** Empty without a destination. */
  readonly shippingOptions: readonly ShippingOption[];
  /** The requested method; null when none was requested or it does not ship to the destination. */
  readonly shippingMethod: ShippingOption | null;
}

/** Quotes and discount uses for carts and checkouts. */
export interface Quoting {
  /**
   * Prices a cart by the current rules. Joins a transaction.
   * @throws {ShopError} CURRENCY_UNSUPPORTED.
   */
  quote(input: QuoteInput): Promise<Quote>;
  /**
   * Counts a use of each discount for a checkout, within the transaction that starts it.
   * @throws {ShopError} DISCOUNT_REFUSED when a limit is reached.
   */
  redeem(discountIds: readonly string[], use: DiscountUse): Promise<void>;
  /** Reverts the uses of a checkout that did not become an order. Idempotent. */
  revertRedemption(discountIds: readonly string[], use: DiscountUse): Promise<void>;
}

export interface DiscountUse {
  readonly checkoutId: string;
  readonly buyer: Buyer;
  /** The request that starts or ends the checkout; null or absent for background jobs. */
  readonly requestId?: string | null;
}
