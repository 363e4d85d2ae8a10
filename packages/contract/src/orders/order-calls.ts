import { z } from 'zod';
import { Address } from '../checkout/address.ts';
import { Sku } from '../primitives/codes.ts';
import { IdempotencyKey } from '../primitives/idempotency-key.ts';
import { HttpUrl, Id, TimestampInput } from '../primitives/identifiers.ts';
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
  placedFrom: TimestampInput.optional(),
  placedUntil: TimestampInput.optional(),
});
export type SearchOrdersInput = z.infer<typeof SearchOrdersInput>;

const Line = z.object({ sku: Sku, quantity: z.int().min(1).max(9999) });

const linesOf = <Item extends typeof Line>(item: Item) =>
  z
    .array(item)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ sku }) => sku)).size === all.length, {
      error: 'a SKU is named twice',
    });

const lines = linesOf(Line);

const OrderChange = OrderIdInput.extend({ idempotencyKey: IdempotencyKey });

/**
 * Cancels what was not sent: it goes back on the shelf, and what was paid for it to the buyer.
 * Buyers cancel whole orders only, before anything is sent; staff also the rest of an order.
 */
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
 * Units of a line to refund. `from` says which are meant: `unsent` ones, which are then never sent,
 * or `sent` ones. Units that were withdrawn or came back and whose refund failed are first; then,
 * without `from`, those of accepted returns, unsent ones, and sent ones. Of sent units that were
 * refunded for less than they cost and that the buyer has still, it is the rest of their price.
 */
const RefundLineInput = Line.extend({ from: z.enum(['unsent', 'sent']).optional() });

/**
 * What to refund. Amounts are minor units of the order's currency; what a refund comes to must be a
 * multiple of what the payment provider can move (10 for KWD), or all that is left.
 *
 * - `lines`: units, with what they cost or a smaller `amount`, which may be 0: then units are
 *   withdrawn or restocked and no money moves. `shipping` adds that much of the shipping.
 * - `shipping`: `amount` of the shipping with its tax, or all that is left of it.
 * - `amount`: money alone, in proportion of what is left; no unit is withdrawn.
 * - `everything`: all money that is left; unsent units are withdrawn.
 *
 * `restock` puts withdrawn and returned units back on the shelf; `everything` only those that were
 * not sent or that an accepted return covers.
 */
export const RefundOrderInput = OrderChange.extend({
  what: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('lines'),
      lines: linesOf(RefundLineInput),
      restock: z.boolean().default(false),
      amount: MinorUnits.optional(),
      shipping: MinorUnits.min(1).optional(),
    }),
    z.object({ kind: z.literal('shipping'), amount: MinorUnits.min(1).optional() }),
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
