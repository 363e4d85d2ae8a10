import type { Job } from '@trastienda/mongo';
import { type AdvancePaymentDeps, advancePayment } from '../advance-payment.ts';

/**
 * Lease duration: how long a payment waits whose process has crashed. An attempt that takes longer
 * may be made by two processes at once, which repeats requests and nothing else.
 */
const LEASE_MS = 60_000;
/** Maximum payments before the job's lease is checked again. */
const BATCH = 100;

/**
 * Advances all due payments; returns their number. A failed payment is retried after a doubled
 * delay, and never dropped; see `planRetry`. Any number of processes may run this. Never rejects.
 */
async function advanceDuePayments(deps: AdvancePaymentDeps, signal?: AbortSignal): Promise<number> {
  const { database, clock, onFault } = deps;
  let looked = 0;
  try {
    for (; looked < BATCH && !signal?.aborted; looked += 1) {
      const now = clock.now();
      const payment = await database.payments.lease(now, new Date(now.getTime() + LEASE_MS));
      if (payment === null) break;
      try {
        await advancePayment(deps, payment.id, { requestId: null, leased: payment });
      } catch (error) {
        const { id: paymentId, attempts } = payment;
        onFault({ job: 'payment-advance', paymentId, attempts, error });
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
