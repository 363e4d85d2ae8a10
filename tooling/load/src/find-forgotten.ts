import type { Client } from '@trastienda/shop-client';
import type { CheckoutStatus, CheckoutView, PaymentStatus } from '@trastienda/shop-contract';

/** Allowed later statuses of a checkout, by the status that its buyer was answered. */
const MAY_BECOME: Readonly<Record<CheckoutStatus, readonly CheckoutStatus[]>> = {
  open: ['open', 'completed', 'expired', 'cancelled'],
  completed: ['completed'],
  // A late payment is still accepted while there is stock.
  expired: ['expired', 'completed'],
  cancelled: ['cancelled'],
};

/** Statuses of a payment in order; a payment never goes back. */
const RANK: Readonly<Record<PaymentStatus, number>> = {
  created: 0,
  'requires-action': 1,
  processing: 1,
  authorized: 2,
  failed: 3,
  voided: 3,
  captured: 4,
};

/**
 * Compares each response about a checkout with the current state, and returns where the shop has
 * forgotten what it acknowledged.
 */
export async function findForgotten(
  { buyer, staff }: { readonly buyer: Client; readonly staff: Client },
  answers: readonly CheckoutView[],
): Promise<string[]> {
  const problems: string[] = [];
  for (const { id, status, prices, orderId, payment } of answers) {
    const now = await buyer.checkout.get.query({ checkoutId: id });
    if (!MAY_BECOME[status].includes(now.status)) {
      problems.push(`checkout ${id} was ${status} and is ${now.status}`);
    }
    if (now.prices.total.amount !== prices.total.amount) {
      problems.push(`checkout ${id} cost ${prices.total.amount}, now ${now.prices.total.amount}`);
    }
    if (orderId !== null && now.orderId !== orderId) {
      problems.push(`checkout ${id} had order ${orderId}, now ${now.orderId}`);
    }
    if (payment === null) continue;
    const paid = await staff.admin.payments.get.query({ paymentId: payment.id });
    if (RANK[paid.status] < RANK[payment.status]) {
      problems.push(`payment ${payment.id} was ${payment.status} and is ${paid.status}`);
    }
  }
  return problems;
}
