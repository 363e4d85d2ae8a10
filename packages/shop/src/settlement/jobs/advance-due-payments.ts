import type { Job } from '@trastienda/runtime';
import { RETRY_MS } from '../../payments/next-step.ts';
import { type AdvancePaymentDeps, advancePayment } from '../advance-payment.ts';

/** Longer than a provider may take for all the steps of a payment. */
const LEASE_MS = 5 * 60_000;
const MAX_DOUBLINGS = 8;
/** At most so many before the job's lease is looked at again. */
const BATCH = 100;

/**
 * Looks at payments that are due and brings each as far as it gets; gives how many. What fails is
 * tried again after twice as long a time, and never dropped. Any number of processes may run it.
 * Nothing it does rejects.
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

/** The job `due-payments`; it never rejects. */
export function createAdvanceDuePayments(deps: AdvancePaymentDeps): Job {
  return { name: 'due-payments', runOnce: (signal) => advanceDuePayments(deps, signal) };
}
