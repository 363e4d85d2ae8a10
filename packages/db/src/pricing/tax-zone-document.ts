/** A stored tax zone, in `tax_zones`. */
export interface TaxZoneDocument {
  readonly _id: string;
  readonly name: string;
  /** Null for the rest of the world. */
  readonly country: string | null;
  readonly region: string | null;
  readonly ratePpm: number;
  readonly isTaxIncluded: boolean;
  readonly isShippingTaxed: boolean;
  readonly updatedAt: Date;
}

export interface TaxZoneState extends Omit<TaxZoneDocument, '_id'> {
  readonly id: string;
}
