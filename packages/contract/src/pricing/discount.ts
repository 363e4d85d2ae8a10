import {
  Id,
  lineOfText,
  Money,
  PageInput,
  pageOf,
  Timestamp,
  TimestampInput,
} from '@trastienda/base';
import { z } from 'zod';
import { DiscountCode } from '../primitives/codes.ts';
import { RatePpm } from './breakdown.ts';

/** Maximum number of active discounts without a code: every quote evaluates all of them. */
export const MAX_AUTOMATIC_DISCOUNTS = 50;

/**
 * Reasons for rejecting a code. `unknown` also stands for a code that is inactive or starts later.
 */
export const DiscountRejection = z.enum([
  'unknown',
  'ended',
  'currency',
  'minimum',
  'used-up',
  'used-up-by-buyer',
]);
export type DiscountRejection = z.infer<typeof DiscountRejection>;

const oncePerCurrency = (amounts: readonly { currency: string }[]) =>
  new Set(amounts.map(({ currency }) => currency)).size === amounts.length;
const MoneyPerCurrency = z
  .array(Money)
  .max(50)
  .refine(oncePerCurrency, { error: 'has a currency twice' });

/** Effect of a discount. Amounts apply to their currency only. */
export const DiscountEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), ratePpm: RatePpm.min(1) }),
  z.object({
    kind: z.literal('amount'),
    amounts: MoneyPerCurrency.min(1),
  }),
  z.object({ kind: z.literal('free-shipping') }),
]);
export type DiscountEffect = z.infer<typeof DiscountEffect>;

const UsageLimit = z.int().min(1).max(1_000_000_000).nullable();

const DiscountFields = z.object({
  title: lineOfText(255),
  effect: DiscountEffect,
  /**
   * Minimum price of the goods before discounts; empty means no minimum. A discount with minimums
   * applies in their currencies only.
   */
  minimumSubtotals: MoneyPerCurrency,
  startsAt: TimestampInput.nullable(),
  endsAt: TimestampInput.nullable(),
  /** Maximum number of checkouts that may use it; null means no limit. */
  usageLimit: UsageLimit,
  /** Maximum number of uses per buyer; a guest with a new token counts as another buyer. */
  usageLimitPerBuyer: UsageLimit,
  isActive: z.boolean(),
});

export const DiscountView = DiscountFields.extend({
  id: Id,
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
  /** Null for an automatic discount. */
  code: z.string().nullable(),
  /**
   * Uses that count for `usageLimit`. Without a limit uses are not counted, because all checkouts
   * would contend for one counter.
   */
  used: z.int().min(0),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type DiscountView = z.infer<typeof DiscountView>;

/** Newest first. */
export const ListDiscountsInput = PageInput;
export type ListDiscountsInput = z.infer<typeof ListDiscountsInput>;

export const DiscountPage = pageOf(DiscountView);
export type DiscountPage = z.infer<typeof DiscountPage>;

export const GetDiscountInput = z.object({ id: Id });
export type GetDiscountInput = z.infer<typeof GetDiscountInput>;

export const CreateDiscountInput = DiscountFields.extend({
  code: DiscountCode.nullable().default(null),
  minimumSubtotals: MoneyPerCurrency.default([]),
  startsAt: TimestampInput.nullable().default(null),
  endsAt: TimestampInput.nullable().default(null),
  usageLimit: UsageLimit.default(null),
  usageLimitPerBuyer: UsageLimit.default(null),
  isActive: z.boolean().default(true),
});
export type CreateDiscountInput = z.infer<typeof CreateDiscountInput>;

/** Changes only the fields that are present; the code stays. */
export const UpdateDiscountInput = z.object({ id: Id, changes: DiscountFields.partial() });
export type UpdateDiscountInput = z.infer<typeof UpdateDiscountInput>;
