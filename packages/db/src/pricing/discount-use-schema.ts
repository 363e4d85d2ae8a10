import { Schema } from 'mongoose';

/** That a checkout uses a discount, in `discount_uses`; kept for those with limits only. */
export interface DiscountUseDocument {
  /** The discount, a colon and the checkout: a checkout uses a discount once. */
  readonly _id: string;
  readonly buyerKey: string;
  /** Whether the discount's `used` has counted it. */
  readonly isCounted: boolean;
  /** Whether the buyer's number has. */
  readonly isCountedForBuyer: boolean;
  readonly at: Date;
}

/** How often a buyer uses a discount, in `discount_buyers`; for those with such a limit only. */
export interface DiscountBuyerDocument {
  /** The discount, a colon and the buyer's key. */
  readonly _id: string;
  readonly used: number;
}

const text = { type: String, required: true } as const;
const flag = { type: Boolean, required: true } as const;

// Both are read by id alone: no other index is needed.
export const discountUseSchema = new Schema<DiscountUseDocument>(
  {
    _id: text,
    buyerKey: text,
    isCounted: flag,
    isCountedForBuyer: flag,
    at: { type: Date, required: true },
  },
  { collection: 'discount_uses', strict: 'throw', versionKey: false },
);

export const discountBuyerSchema = new Schema<DiscountBuyerDocument>(
  { _id: text, used: { type: Number, required: true } },
  { collection: 'discount_buyers', strict: 'throw', versionKey: false },
);
