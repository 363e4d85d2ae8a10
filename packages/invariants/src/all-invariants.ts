import { checkoutOrders } from './checkout-orders.ts';
import { checkoutReservations } from './checkout-reservations.ts';
import { DISCOUNT_INVARIANTS } from './discount-uses.ts';
import { HISTORY_INVARIANTS } from './event-histories.ts';
import { EVENT_LOG_INVARIANTS } from './event-log.ts';
import { EVENT_INVARIANTS } from './event-sequences.ts';
import type { Invariant } from './invariant.ts';
import { ledgerBalance } from './ledger-balance.ts';
import { orderLines } from './order-lines.ts';
import { orderRefunds } from './order-refunds.ts';
import { orderStock } from './order-stock.ts';
import { paymentAmounts } from './payment-amounts.ts';
import { paymentForgotten } from './payment-forgotten.ts';
import { paymentLedger } from './payment-ledger.ts';
import { paymentOrder } from './payment-order.ts';
import { productAvailability } from './product-availability.ts';
import { providerPayments } from './provider-payments.ts';
import { reportRollUps } from './report-roll-ups.ts';
import { stockMovements } from './stock-movements.ts';
import { stockReservations } from './stock-reservations.ts';
import { webhookDeliveries } from './webhook-deliveries.ts';

export const INVARIANTS: readonly Invariant[] = [
  stockMovements,
  stockReservations,
  productAvailability,
  checkoutReservations,
  checkoutOrders,
  orderLines,
  orderStock,
  orderRefunds,
  paymentAmounts,
  paymentOrder,
  paymentLedger,
  paymentForgotten,
  providerPayments,
  ledgerBalance,
  ...DISCOUNT_INVARIANTS,
  ...EVENT_INVARIANTS,
  ...HISTORY_INVARIANTS,
  ...EVENT_LOG_INVARIANTS,
  webhookDeliveries,
  reportRollUps,
];
