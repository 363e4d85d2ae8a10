/** A cart line to price. Each SKU occurs once; its price is in minor units. */
export interface CartLineToPrice {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly isTaxable: boolean;
}

/** A discount that the cart is eligible for, in the cart's currency. */
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
  /** True when prices, including shipping, contain the tax. */
  readonly isTaxIncluded: boolean;
  readonly isShippingTaxed: boolean;
}

/** Rules that a cart is priced by. */
export interface PricingRules {
  readonly currency: string;
  /**
   * Amounts that can be paid are multiples of this many minor units; see
   * `PaymentProvider.payableStep`.
   */
  readonly payableStep: number;
  /** Discounts in any order. */
  readonly discounts: readonly DiscountRule[];
  /** Null when nothing is taxed, or when the tax is not known yet. */
  readonly tax: TaxRule | null;
  /** In minor units; null when not known yet, 0 when nothing is shipped. */
  readonly shippingPrice: number | null;
}
