import type { Buyer, Locale } from '@trastienda/shop-contract';

/** A line with the values that the buyer has acknowledged. */
export interface CartLineDocument {
  readonly sku: string;
  readonly quantity: number;
  /**
   * Acknowledged unit price in minor units of the cart's currency, which `changes` compares with. 0
   * when no price in this currency was acknowledged.
   */
  readonly acknowledgedPrice: number;
  /** Product data for a line that is no longer for sale. */
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly imageUrl: string | null;
}

/** A cart as stored in `carts`; removed by TTL at `expiresAt`. A buyer has at most one. */
export interface CartDocument {
  readonly _id: string;
  readonly buyer: Buyer;
  /** Unique. */
  readonly buyerKey: string;
  readonly currency: string;
  /** Language that the buyer has chosen; null or absent until then. */
  readonly locale?: Locale | null;
  readonly lines: readonly CartLineDocument[];
  readonly discountCodes: readonly string[];
  readonly revision: number;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
