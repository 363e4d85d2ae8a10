import type { Order } from '@trastienda/shop-client';
import { checkoutOf, eur } from '../../checkout/testing/checkouts.ts';

/** A paid order of two mugs, of which nothing was sent. */
export function orderOf(changes: Partial<Order> = {}): Order {
  const { lines, prices, shippingAddress, shippingMethod } = checkoutOf();
  return {
    ...{ id: 'order', number: '7K3M-9QXA', status: 'paid', paymentStatus: 'paid' },
    ...{ total: prices.total, refunded: eur(0), itemCount: 2, currency: 'EUR', locale: 'es' },
    isShipped: true,
    ...{ placedAt: '2026-01-01T10:00:00.000Z', email: 'ana@example.com' },
    lines: lines.map((line) => ({
      ...{ ...line, quantity: 2, discount: eur(0), tax: eur(0), taxRatePpm: 0, total: eur(3600) },
      ...{ fulfilledQuantity: 0, refundedQuantity: 0, canceledQuantity: 0, returnedQuantity: 0 },
    })),
    ...{ prices, shippingAddress, billingAddress: null, shippingMethod },
    ...{ fulfilments: [], returns: [], refunds: [], isCancellable: true },
    ...changes,
  };
}
