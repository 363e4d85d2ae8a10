import type { Client } from '@trastienda/client';
import type { CheckoutStatus, CheckoutView, PaymentStatus } from '@trastienda/contract';

/** What may become of a checkout after its buyer was told a status. */
const MAY_BECOME: Readonly<Record<CheckoutStatus, readonly CheckoutStatus[]>> = {
  open: ['open', 'completed', 'expired', 'cancelled'],
  completed: ['completed'],
  // A payment that comes late is still served when there is stock.
  expired: ['expired', 'completed'],
  cancelled: ['cancelled'],
};

/** A payment never goes back to a lower one. */
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
 * Compares each answer that a buyer had about a checkout with what is there now, and says where the
 * shop has forgotten what it acknowledged.
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
    const paid = await staff.payments.get.query({ paymentId: payment.id });
    if (RANK[paid.status] < RANK[payment.status]) {
      problems.push(`payment ${payment.id} was ${payment.status} and is ${paid.status}`);
    }
  }
  return problems;
}
