import type { NewEventData } from '@trastienda/shop-contract';
import type { OrderState } from '@trastienda/shop-db';
import { unitsIn } from '../orders/order-events.ts';

/** Builds the facts about a new order for its event: amounts that no later change affects. */
export function placedData(order: OrderState): NewEventData<'order.placed'> {
  const { number, checkoutId, paymentId, totalAmount, currency, lines, prices } = order;
  return {
    number,
    checkoutId,
    paymentId,
    total: totalAmount,
    currency,
    subtotal: prices.subtotal.amount,
    discount: prices.discountTotal.amount,
    shipping: prices.shipping.total.amount,
    tax: prices.taxTotal.amount,
    quantity: unitsIn(lines),
    country: order.shippingAddress.country,
  };
}
