/** What a variant costs in another currency than the shop's own, in `prices`. */
export interface PriceDocument {
  /** The currency, a line feed and the SKU: a currency's list is one range of ids. */
  readonly _id: string;
  /** In minor units. */
  readonly amount: number;
  readonly updatedAt: Date;
}

/** What a variant costs in a currency that is not the shop's own. */
export interface PriceState {
  readonly sku: string;
  readonly currency: string;
  /** In minor units. */
  readonly amount: number;
  readonly updatedAt: Date;
}
