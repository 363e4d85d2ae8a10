import type { Money } from '@trastienda/base';
import type { DiscountEffect } from '@trastienda/shop-contract';

/** A stored discount, in `discounts`. */
export interface DiscountDocument {
  readonly _id: string;
  /** Unique; null for an automatic discount. */
  readonly code: string | null;
  readonly title: string;
  readonly effect: DiscountEffect;
  /** One per currency in which the discount applies; empty for no minimum. */
  readonly minimumSubtotals: Money[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** Null for no limit. */
  readonly usageLimit: number | null;
  readonly usageLimitPerBuyer: number | null;
  /** Uses that count toward `usageLimit`. */
  readonly used: number;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface DiscountState extends Omit<DiscountDocument, '_id'> {
  readonly id: string;
}
