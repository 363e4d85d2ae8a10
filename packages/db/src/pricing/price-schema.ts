import { Schema } from 'mongoose';

/** What a variant costs in another currency than the shop's own, in `prices`. */
export interface PriceDocument {
  /** The currency, a line feed and the SKU: a currency's list is one range of ids. */
  readonly _id: string;
  /** In minor units. */
  readonly amount: number;
  readonly updatedAt: Date;
}

// Quotes look prices up by id and lists walk a range of ids: no other index is needed.
export const priceSchema = new Schema<PriceDocument>(
  {
    _id: { type: String, required: true },
    amount: { type: Number, required: true },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'prices', strict: 'throw', versionKey: false },
);
