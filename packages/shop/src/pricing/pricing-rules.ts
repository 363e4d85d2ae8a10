/** A line as it is priced: a SKU that the cart has once, at its price in minor units. */
export interface CartLineToPrice {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly isTaxable: boolean;
}

/** A discount that the cart has a right to, in the cart's currency. */
export interface DiscountRule {
  readonly id: string;
  readonly code: string | null;
  readonly title: string;
  readonly effect:
    | { readonly kind: 'percent'; readonly ratePpm: number }
    /** In minor units. */
    | { readonly kind: 'amount'; readonly amount: number }
    | { readonly kind: 'free-shipping' };
}

export interface TaxRule {
  readonly name: string;
  readonly ratePpm: number;
  /** Whether prices, that of shipping too, contain the tax. */
  readonly isTaxIncluded: boolean;
  readonly isShippingTaxed: boolean;
}

/** What a cart is priced by. */
export interface PricingRules {
  readonly currency: string;
  /**
   * What amounts that can be paid are multiples of, in minor units; `PaymentProvider.payableStep`.
   */
  readonly payableStep: number;
  /** The discounts in no particular order. */
  readonly discounts: readonly DiscountRule[];
  /** Null where nothing is taxed, or where it is not known yet. */
  readonly tax: TaxRule | null;
  /** In minor units; null when it is not known yet, 0 when nothing is sent. */
  readonly shippingPrice: number | null;
}
