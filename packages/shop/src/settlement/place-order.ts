import type { ChangeContext } from '@trastienda/mongo';
import { orderTags } from '@trastienda/shop-contract';
import type {
  CheckoutState,
  Database,
  NewOrder,
  OrderState,
  PaymentState,
} from '@trastienda/shop-db';
import { checkoutEvent, totalOf } from '../base/checkout-event.ts';
import { takeFromCart } from '../carts/take-from-cart.ts';
import { writeCheckout } from '../checkout/write-checkout.ts';
import type { Quoting } from '../pricing/pricing-service.ts';
import { toOrderLines } from './order-lines.ts';
import { placedData } from './placed-data.ts';
import { sell } from './sell.ts';

/** Result of placing an order for an authorized or captured payment. */
export type PlacementResult =
  /** The order exists; `checkout` is set if it was placed just now. */
  | {
      readonly kind: 'placed';
      readonly order: OrderState;
      readonly checkout: CheckoutState | null;
    }
  /**
   * No order will be placed: another payment has bought the checkout, its buyer has started another
   * one since it expired or has amended it to another total, or its stock or its discounts are used
   * up. The payment must be refunded.
   */
  | {
      readonly kind: 'refused';
      readonly reason: 'superseded' | 'cancelled' | 'amount' | 'stock' | 'discount';
    };

export interface PlaceOrderDeps {
  readonly database: Database;
  readonly pricing: Pick<Quoting, 'redeem'>;
  readonly newOrderNumber: () => string;
}

/** An open checkout. Erasure does not touch it, and every other change of it is guarded. */
export type OpenCheckout = CheckoutState & { readonly status: 'open' };

export function isOpen(checkout: CheckoutState | null | undefined): checkout is OpenCheckout {
  return checkout?.status === 'open';
}

/** Fields of an order that come from its checkout. */
type Addressee = Pick<NewOrder, 'email' | 'shippingAddress'>;

/**
 * Returns null for a checkout whose personal data was erased: its buyer has deleted the account, or
 * the payment is far too late.
 */
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
    ...(checkout.locale && { locale: checkout.locale }),
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
 * Places the order of a checkout whose payment is authorized or captured, within the caller's
 * transaction and atomically. An open checkout commits its reservation; an expired one is served
 * from stock if there is enough, unless the same cart has been checked out again. A repeated call
 * finds the order. `open` is the checkout if the caller has read it before: every other end of a
 * checkout writes it.
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
  // A payment from before the checkout was amended.
  if (payment.amount !== checkout.prices.total.amount) {
    return { kind: 'refused', reason: 'amount' };
  }
  // Otherwise a buyer who started again after the expiry would buy the same units twice.
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
  if (checkout.status === 'expired') await database.checkouts.lockCart(checkout);
  const change = { status: 'completed', orderId: id, paymentId: payment.id } as const;
  const completed = await writeCheckout(deps, checkout, change, context);
  const completion = { orderId: id, ...totalOf(completed) };
  await database.events.append([
    {
      aggregate: 'order',
      aggregateId: id,
      sequence: order.eventSequence,
      type: 'order.placed',
      at,
      requestId,
      data: placedData(order),
      tags: orderTags(order),
    },
    checkoutEvent(completed, { type: 'checkout.completed', data: completion }, context),
  ]);
  await takeFromCart(deps, checkout, at);
  return { kind: 'placed', order, checkout: completed };
}
