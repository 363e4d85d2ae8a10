import { defineSchema } from '@trastienda/mongo';

/** A checkout's use of a discount, in `discount_uses`; stored only for discounts with limits. */
export interface DiscountUseDocument {
  /** `<discount id>:<checkout id>`: a checkout uses a discount once. */
  readonly _id: string;
  readonly buyerKey: string;
  /** True when the discount's `used` includes this use. */
  readonly isCounted: boolean;
  /** True when the buyer's counter includes this use. */
  readonly isCountedForBuyer: boolean;
  readonly at: Date;
}

/**
 * Counter of a buyer's uses of a discount, in `discount_buyers`; only for discounts with a limit
 * per buyer.
 */
export interface DiscountBuyerDocument {
  /** `<discount id>:<buyer key>`. */
  readonly _id: string;
  readonly used: number;
}

const text = { type: String, required: true } as const;
const flag = { type: Boolean, required: true } as const;

// Both are read by id only: no other index is needed.
export const discountUseSchema = defineSchema<DiscountUseDocument>(
  {
    _id: text,
    buyerKey: text,
    isCounted: flag,
    isCountedForBuyer: flag,
    at: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false },
);

export const discountBuyerSchema = defineSchema<DiscountBuyerDocument>(
  { _id: text, used: { type: Number, required: true } },
  { strict: 'throw', versionKey: false },
);
