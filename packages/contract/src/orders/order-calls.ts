import { HttpUrl, Id, lineOfText, MinorUnits, PageInput, TimestampInput } from '@trastienda/base';
import { z } from 'zod';
import { Address } from '../checkout/address.ts';
import { Sku } from '../primitives/codes.ts';
import { OrderStatus } from './order-view.ts';

export const OrderIdInput = z.object({ orderId: Id });
export type OrderIdInput = z.infer<typeof OrderIdInput>;

/** Token of a link in an email about an order, as the link has it after `#token=`. */
const OrderLinkToken = z.string().min(1).max(200);

export const OrderLinkInput = z.object({ token: OrderLinkToken });
export type OrderLinkInput = z.infer<typeof OrderLinkInput>;

/** Maximum orders per count and per claim. */
export const MAX_CLAIMED_ORDERS = 20;

/** Orders that guests have placed with the address of the account, and that it may take over. */
export const ClaimableOrders = z.object({
  /** At most 20: claim them, and ask again. */
  count: z.int().min(0).max(MAX_CLAIMED_ORDERS),
});
export type ClaimableOrders = z.infer<typeof ClaimableOrders>;

/** Takes over all claimable orders, or with a token the order of that link. */
export const ClaimOrdersInput = z.object({ token: OrderLinkToken.optional() });
export type ClaimOrdersInput = z.infer<typeof ClaimOrdersInput>;

export const ClaimedOrders = z.object({
  claimed: z.int().min(0),
  /** Claimable orders that are left; at most 20. */
  remaining: z.int().min(0),
});
export type ClaimedOrders = z.infer<typeof ClaimedOrders>;

/** Orders of the caller, newest first. */
export const ListOrdersInput = PageInput;
export type ListOrdersInput = z.infer<typeof ListOrdersInput>;

/**
 * Search of orders, newest first. `search` is an order number, an email address, a phone number, a
 * postal code, a SKU, or words and beginnings of words of a name. Phone numbers are compared by their
 * last seven digits. `placedFrom` is inclusive, `placedUntil` exclusive.
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

/**
 * Cancels the unsent part of an order: restocks it and refunds its price. Buyers can only cancel a
 * whole order before anything is sent; staff can also cancel the rest of one.
 */
export const CancelOrderInput = OrderIdInput.extend({ reason: lineOfText(255).optional() });
export type CancelOrderInput = z.infer<typeof CancelOrderInput>;

/** Requests a return of sent items. */
export const RequestReturnInput = OrderIdInput.extend({ lines, reason: lineOfText(1000) });
export type RequestReturnInput = z.infer<typeof RequestReturnInput>;

/** Resolves a return request. Moves neither money nor stock; refund the lines for that. */
export const ResolveReturnInput = OrderIdInput.extend({
  returnId: Id,
  decision: z.enum(['accepted', 'declined']),
  answer: lineOfText(1000).optional(),
});
export type ResolveReturnInput = z.infer<typeof ResolveReturnInput>;

/** Fulfills lines, fully or in part; without `lines` everything that is left. */
export const FulfilOrderInput = OrderIdInput.extend({
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
 * Units of a line to refund. `from` selects `unsent` units, which are then never sent, or `sent`
 * ones. Order of selection: units that were withdrawn or came back and whose refund failed; then,
 * without `from`, units of accepted returns, unsent ones, and sent ones. For sent units that were
 * refunded below their price and that the buyer still has, the refund covers the rest of their
 * price.
 */
const RefundLineInput = Line.extend({ from: z.enum(['unsent', 'sent']).optional() });

/**
 * Scope of a refund. Amounts are in minor units of the order's currency; the sum of a refund must
 * be a multiple of the smallest unit that the payment provider can transfer (10 for KWD), or
 * everything that is left.
 *
 * - `lines`: units, at their price or at a smaller `amount`. An `amount` of 0 withdraws or restocks
 *   units without moving money. `shipping` adds that amount of the shipping.
 * - `shipping`: `amount` of the shipping with its tax, or the whole remainder.
 * - `amount`: money only, taken in proportion from what is left; withdraws no unit.
 * - `everything`: all money that is left; withdraws unsent units.
 *
 * `restock` puts withdrawn and returned units back into stock; with `everything` only those that
 * were not sent or that an accepted return covers.
 */
export const RefundOrderInput = OrderIdInput.extend({
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

export const AddOrderNoteInput = OrderIdInput.extend({ text: lineOfText(2000) });
export type AddOrderNoteInput = z.infer<typeof AddOrderNoteInput>;

/** Changes the address before anything is sent. Country and region stay: prices depend on them. */
export const ChangeOrderAddressInput = OrderIdInput.extend({ shippingAddress: Address });
export type ChangeOrderAddressInput = z.infer<typeof ChangeOrderAddressInput>;
