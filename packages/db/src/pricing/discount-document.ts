import type { DiscountEffect, Money } from '@trastienda/contract';

/** A discount as it is stored, in `discounts`. */
export interface DiscountDocument {
  readonly _id: string;
  /** Unique; null for one that applies by itself. */
  readonly code: string | null;
  readonly title: string;
  readonly effect: DiscountEffect;
  /** One for each currency that it holds in; empty is no minimum. */
  readonly minimumSubtotals: Money[];
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  /** Null is without limit. */
  readonly usageLimit: number | null;
  readonly usageLimitPerBuyer: number | null;
  /** The uses that count for `usageLimit`. */
  readonly used: number;
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface DiscountState extends Omit<DiscountDocument, '_id'> {
  readonly id: string;
}
