import type { Job } from '@trastienda/mongo';
import { RETRY_MS } from '../../payments/next-step.ts';
import { type AdvancePaymentDeps, advancePayment } from '../advance-payment.ts';

/** Lease duration: longer than a provider may take for all the steps of a payment. */
const LEASE_MS = 5 * 60_000;
const MAX_DOUBLINGS = 8;
/** Maximum payments before the job's lease is checked again. */
const BATCH = 100;

/**
 * Advances all due payments; returns their number. A failed payment is retried after a doubled
 * delay, and never dropped. Any number of processes may run this. Never rejects.
 */
async function advanceDuePayments(deps: AdvancePaymentDeps, signal?: AbortSignal): Promise<number> {
  const { database, clock, retryMs = RETRY_MS, onFault } = deps;
  let looked = 0;
  try {
    for (; looked < BATCH && !signal?.aborted; looked += 1) {
      const now = clock.now();
      const payment = await database.payments.lease(now, new Date(now.getTime() + LEASE_MS));
      if (payment === null) break;
      try {
        await advancePayment(deps, payment.id, { requestId: null });
      } catch (error) {
        const { id: paymentId, attempts } = payment;
        onFault({ job: 'payment-advance', paymentId, attempts, error });
        const waitMs = retryMs * 2 ** Math.min(attempts, MAX_DOUBLINGS);
        await database.payments.postpone(payment, new Date(clock.now().getTime() + waitMs));
      }
    }
  } catch (error) {
    onFault({ job: 'payment-lease', paymentId: null, attempts: 0, error });
  }
  return looked;
}

/** Creates the job `due-payments`, which never rejects. */
export function createAdvanceDuePayments(deps: AdvancePaymentDeps): Job {
  return { name: 'due-payments', runOnce: (signal) => advanceDuePayments(deps, signal) };
}
