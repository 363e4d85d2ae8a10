import type { CheckoutState, Database, NewOrder, OrderState, PaymentState } from '@trastienda/db';
import type { ChangeContext } from '../base/change-context.ts';
import { checkoutEvent } from '../base/checkout-event.ts';
import { takeFromCart } from '../carts/take-from-cart.ts';
import { writeCheckout } from '../checkout/write-checkout.ts';
import type { Quoting } from '../pricing/pricing-service.ts';
import { toOrderLines } from './order-lines.ts';
import { sell } from './sell.ts';

/** What became of an order for a payment that has its money, or has it set aside. */
export type PlacementResult =
  /** There is an order; with its checkout if it was placed just now. */
  | {
      readonly kind: 'placed';
      readonly order: OrderState;
      readonly checkout: CheckoutState | null;
    }
  /**
   * There will be none: another payment bought the checkout, its buyer has begun another one since
   * it expired, or its stock or its discounts have gone to others. The money is to be given back.
   */
  | {
      readonly kind: 'refused';
      readonly reason: 'superseded' | 'cancelled' | 'stock' | 'discount';
    };

export interface PlaceOrderDeps {
  readonly database: Database;
  readonly pricing: Pick<Quoting, 'redeem'>;
  readonly newOrderNumber: () => string;
}

/** Erasure leaves an open checkout alone, and every other change of one is guarded. */
export type OpenCheckout = CheckoutState & { readonly status: 'open' };

export function isOpen(checkout: CheckoutState | null | undefined): checkout is OpenCheckout {
  return checkout?.status === 'open';
}

/** What an order takes over of its checkout. */
type Addressee = Pick<NewOrder, 'email' | 'shippingAddress'>;

/** Null for a checkout whose personal data was erased: its buyer is gone, or far too late. */
function addresseeOf({ email, shippingAddress }: CheckoutState): Addressee | null {
  return email === null || shippingAddress === null ? null : { email, shippingAddress };
}

function newOrder(
  checkout: CheckoutState,
  { email, shippingAddress }: Addressee,
  {
    id,
    number,
    paymentId,
    at,
  }: Pick<NewOrder, 'id' | 'number' | 'paymentId'> & { readonly at: Date },
  lines: NewOrder['lines'],
): NewOrder {
  return {
    id,
    number,
    buyer: checkout.buyer,
    email,
    checkoutId: checkout.id,
    paymentId,
    status: 'pending',
    currency: checkout.currency,
    lines,
    prices: checkout.prices,
    totalAmount: checkout.prices.total.amount,
    paidAmount: 0,
    refundedAmount: 0,
    shippingAddress,
    billingAddress: checkout.billingAddress,
    shippingMethod: checkout.shippingMethod,
    fulfilments: [],
    returns: [],
    notes: [],
    placedAt: at,
    updatedAt: at,
  };
}

/**
 * Makes an order of a checkout whose payment is authorized or captured; within the caller's
 * transaction, which it never leaves half done. An open checkout sells what it holds; an expired
 * one is served from stock if there is as much, unless the same cart is bought anew. Repeating it
 * finds the order. `open` is the checkout where the caller has read it before: what else ends it
 * writes it.
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  payment: PaymentState,
  context: ChangeContext,
  open: OpenCheckout | null = null,
): Promise<PlacementResult> {
  const { database } = deps;
  const checkout = open ?? (await database.checkouts.find(payment.checkoutId));
  if (checkout === null) throw new Error(`Payment ${payment.id} has no checkout.`);
  if (checkout.orderId !== null) {
    const order = await database.orders.find(checkout.orderId);
    return order?.paymentId === payment.id
      ? { kind: 'placed', order, checkout: null }
      : { kind: 'refused', reason: 'superseded' };
  }
  const addressee = addresseeOf(checkout);
  if (checkout.status === 'cancelled' || addressee === null) {
    return { kind: 'refused', reason: 'cancelled' };
  }
  // Or somebody who began anew when it had expired would buy the same things twice.
  if (checkout.status === 'expired' && (await database.checkouts.isReplaced(checkout))) {
    return { kind: 'refused', reason: 'superseded' };
  }

  const { at, requestId } = context;
  const id = database.orders.newId(at);
  const sale = await sell(deps, checkout, id, context);
  if ('refused' in sale) return { kind: 'refused', reason: sale.refused };
  const lines = toOrderLines(checkout, sale.sold);
  const order = await database.orders.insert(
    newOrder(
      checkout,
      addressee,
      { id, number: deps.newOrderNumber(), paymentId: payment.id, at },
      lines,
    ),
  );
  const change = { status: 'completed', orderId: id, paymentId: payment.id } as const;
  const completed = await writeCheckout(deps, checkout, change, context);
  const { number, totalAmount: total, currency } = order;
  await database.events.append([
    {
      aggregate: 'order',
      aggregateId: id,
      sequence: order.eventSequence,
      type: 'order.placed',
      at,
      requestId,
      data: { number, checkoutId: checkout.id, paymentId: payment.id, total, currency },
    },
    checkoutEvent(completed, 'checkout.completed', { orderId: id }, context),
  ]);
  await takeFromCart(deps, checkout, at);
  return { kind: 'placed', order, checkout: completed };
}
