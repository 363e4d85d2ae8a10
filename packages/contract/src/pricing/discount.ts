import { z } from 'zod';
import { DiscountCode } from '../primitives/codes.ts';
import { Id, Timestamp, TimestampInput } from '../primitives/identifiers.ts';
import { Money } from '../primitives/money.ts';
import { PageInput, pageOf } from '../primitives/page.ts';
import { lineOfText } from '../primitives/text.ts';
import { RatePpm } from './breakdown.ts';

/** As many discounts without a code may be active: all of them are looked at for every quote. */
export const MAX_AUTOMATIC_DISCOUNTS = 50;

/** Why a code is not accepted. `unknown` also stands for one that is switched off or begins later. */
export const DISCOUNT_REFUSALS = [
  'unknown',
  'ended',
  'currency',
  'minimum',
  'used-up',
  'used-up-by-buyer',
] as const;
export type DiscountRefusal = (typeof DISCOUNT_REFUSALS)[number];

const oncePerCurrency = (amounts: readonly { currency: string }[]) =>
  new Set(amounts.map(({ currency }) => currency)).size === amounts.length;
const MoneyPerCurrency = z
  .array(Money)
  .max(50)
  .refine(oncePerCurrency, { error: 'has a currency twice' });

/** What a discount takes off. Amounts hold for their currency only. */
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
   * What the goods must cost before discounts; empty is no minimum. One with minimums holds in
   * their currencies only.
   */
  minimumSubtotals: MoneyPerCurrency,
  startsAt: TimestampInput.nullable(),
  endsAt: TimestampInput.nullable(),
  /** How many checkouts may use it; null is without limit. */
  usageLimit: UsageLimit,
  /** How often one buyer may; a guest who begins anew is another buyer. */
  usageLimitPerBuyer: UsageLimit,
  isActive: z.boolean(),
});

export const DiscountView = DiscountFields.extend({
  id: Id,
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
  /** Null for one that applies by itself. */
  code: z.string().nullable(),
  /**
   * The uses that count for `usageLimit`. What is used while there is no limit is not counted:
   * all checkouts would wait for that one number.
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

/** Only what is named changes; the code stays. */
export const UpdateDiscountInput = z.object({ id: Id, changes: DiscountFields.partial() });
export type UpdateDiscountInput = z.infer<typeof UpdateDiscountInput>;
