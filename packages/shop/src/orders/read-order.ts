import { type Buyer, buyerKeyOf, ShopError } from '@trastienda/contract';
import type { Database, OrderState, PaymentState } from '@trastienda/db';

interface Deps {
  readonly database: Database;
}

/** An order with its payment, which knows the refunds. */
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

/** Joins a transaction. Reads the payment only where the order is known. `ORDER_NOT_FOUND`. */
export async function readOrder(
  deps: Deps,
  orderId: string,
  known: OrderState | null = null,
): Promise<OrderWithPayment> {
  return withPayment(deps, known ?? (await deps.database.orders.find(orderId)));
}

/** An order of the buyer's own: those of others are not there. `ORDER_NOT_FOUND`. */
export async function readOwnOrder(
  deps: Deps,
  buyer: Buyer,
  orderId: string,
  known: OrderState | null = null,
): Promise<OrderWithPayment> {
  const { orders } = deps.database;
  return withPayment(deps, known ?? (await orders.findOwn(orderId, buyerKeyOf(buyer))));
}
