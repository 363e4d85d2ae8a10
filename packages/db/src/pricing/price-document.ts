/** Price of a variant in a currency other than the shop's, in `prices`. */
export interface PriceDocument {
  /** `<currency>\n<SKU>`: the list of a currency is one range of ids. */
  readonly _id: string;
  /** In minor units. */
  readonly amount: number;
  readonly updatedAt: Date;
}

/** Price of a variant in a currency other than the shop's. */
export interface PriceState {
  readonly sku: string;
  readonly currency: string;
  /** In minor units. */
  readonly amount: number;
  readonly updatedAt: Date;
}
