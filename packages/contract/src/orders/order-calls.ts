import { z } from 'zod';
import { Address } from '../checkout/address.ts';
import { IdempotencyKey } from '../primitives/idempotency-key.ts';
import { HttpUrl, Id, Sku, Timestamp } from '../primitives/identifiers.ts';
import { MinorUnits } from '../primitives/money.ts';
import { PageInput } from '../primitives/page.ts';
import { lineOfText } from '../primitives/text.ts';
import { OrderStatus } from './order-view.ts';

export const OrderIdInput = z.object({ orderId: Id });
export type OrderIdInput = z.infer<typeof OrderIdInput>;

/** The caller's own, newest first. */
export const ListOrdersInput = PageInput;
export type ListOrdersInput = z.infer<typeof ListOrdersInput>;

/**
 * Newest first. `search` is an order number, an email address, or words and word beginnings of a
 * name. From `placedFrom` until just before `placedUntil`.
 */
export const SearchOrdersInput = PageInput.extend({
  search: lineOfText(255).optional(),
  status: OrderStatus.optional(),
  placedFrom: Timestamp.optional(),
  placedUntil: Timestamp.optional(),
});
export type SearchOrdersInput = z.infer<typeof SearchOrdersInput>;

const lines = z
  .array(z.object({ sku: Sku, quantity: z.int().min(1).max(9999) }))
  .min(1)
  .max(100)
  .refine((all) => new Set(all.map(({ sku }) => sku)).size === all.length, {
    error: 'a SKU is named twice',
  });

const OrderChange = OrderIdInput.extend({ idempotencyKey: IdempotencyKey });

/** Before anything is sent: stock goes back to the shelf and what was paid to the buyer. */
export const CancelOrderInput = OrderChange.extend({ reason: lineOfText(255).optional() });
export type CancelOrderInput = z.infer<typeof CancelOrderInput>;

/** Asks the shop to take back what was sent. */
export const RequestReturnInput = OrderChange.extend({ lines, reason: lineOfText(1000) });
export type RequestReturnInput = z.infer<typeof RequestReturnInput>;

/** The shop's answer. It moves neither money nor stock: that is a refund of the lines. */
export const ResolveReturnInput = OrderChange.extend({
  returnId: Id,
  decision: z.enum(['accepted', 'declined']),
  answer: lineOfText(1000).optional(),
});
export type ResolveReturnInput = z.infer<typeof ResolveReturnInput>;

/** Sends lines, all or in part; without `lines` everything that is left. */
export const FulfilOrderInput = OrderChange.extend({
  lines: lines.optional(),
  tracking: z
    .object({
      carrier: lineOfText(100),
      number: lineOfText(100),
      url: HttpUrl.nullable().default(null),
    })
    .optional(),
});
export type FulfilOrderInput = z.infer<typeof FulfilOrderInput>;

/**
 * Gives money back: for lines what they cost, for `amount` (minor units of the order's currency)
 * just that, which must be a multiple of what the payment provider can move (10 for KWD:
 * `AMOUNT_NOT_PAYABLE`), for `everything` all that is left. `restock` puts the lines back on the shelf.
 */
export const RefundOrderInput = OrderChange.extend({
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('lines'), lines, restock: z.boolean().default(false) }),
    z.object({ kind: z.literal('amount'), amount: MinorUnits.min(1) }),
    z.object({ kind: z.literal('everything'), restock: z.boolean().default(false) }),
  ]),
  reason: lineOfText(255).optional(),
});
export type RefundOrderInput = z.infer<typeof RefundOrderInput>;

export const AddOrderNoteInput = OrderChange.extend({ text: lineOfText(2000) });
export type AddOrderNoteInput = z.infer<typeof AddOrderNoteInput>;

/** Before anything is sent. Country and region stay: prices were made for them. */
export const ChangeOrderAddressInput = OrderChange.extend({ shippingAddress: Address });
export type ChangeOrderAddressInput = z.infer<typeof ChangeOrderAddressInput>;
