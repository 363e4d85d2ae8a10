import { type Buyer, buyerKeyOf, ShopError } from '@trastienda/shop-contract';
import type { Database, OrderState, PaymentState } from '@trastienda/shop-db';

interface Deps {
  readonly database: Database;
}

/** An order with its payment, which has the refunds. */
export interface OrderWithPayment {
  readonly order: OrderState;
  readonly payment: PaymentState;
}

async function withPayment(
  { database }: Deps,
  order: OrderState | null,
): Promise<OrderWithPayment> {
  if (order === null) throw new ShopError('ORDER_NOT_FOUND');
  const payment = await database.payments.find(order.paymentId);
  if (payment === null) throw new Error(`Order ${order.id} has no payment.`);
  return { order, payment };
}

/**
 * Reads an order with its payment, or only the payment when the order is `known`. Joins a
 * transaction.
 * @throws {ShopError} ORDER_NOT_FOUND.
 */
export async function readOrder(
  deps: Deps,
  orderId: string,
  known: OrderState | null = null,
): Promise<OrderWithPayment> {
  return withPayment(deps, known ?? (await deps.database.orders.find(orderId)));
}

/**
 * Reads an order of the buyer; orders of others are not found.
 * @throws {ShopError} ORDER_NOT_FOUND.
 */
export async function readOwnOrder(
  deps: Deps,
  buyer: Buyer,
  orderId: string,
  known: OrderState | null = null,
): Promise<OrderWithPayment> {
  const { orders } = deps.database;
  return withPayment(deps, known ?? (await orders.findOwn(orderId, buyerKeyOf(buyer))));
}
