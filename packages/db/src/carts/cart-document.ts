import type { Buyer } from '@trastienda/contract';

/** A line as the buyer has last seen it. */
export interface CartLineDocument {
  readonly sku: string;
  readonly quantity: number;
  /**
   * What one cost, in minor units of the cart's currency; what `changes` compares with. 0 when it
   * was never seen in this currency.
   */
  readonly acknowledgedPrice: number;
  /** What it is called, for the day when it is not for sale any more. */
  readonly productId: string;
  readonly slug: string;
  readonly title: string;
  readonly optionValues: readonly string[];
  readonly imageUrl: string | null;
}

/** A cart as it is stored in `carts`; removed by TTL at `expiresAt`. A buyer has at most one. */
export interface CartDocument {
  readonly _id: string;
  readonly buyer: Buyer;
  /** Unique. */
  readonly buyerKey: string;
  readonly currency: string;
  readonly lines: readonly CartLineDocument[];
  readonly discountCodes: readonly string[];
  readonly revision: number;
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
