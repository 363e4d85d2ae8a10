import type { WorkerFault } from '@trastienda/mongo';
import type { Step } from './next-step.ts';

/** A failure of a payment's processing, which is retried automatically. */
export interface PaymentFault extends WorkerFault {
  readonly job: 'payment-advance' | 'payment-lease' | 'payment-webhook' | `payment-${Step['kind']}`;
  /** Null when the shop knows no such payment. */
  readonly paymentId: string | null;
  /** Number of consecutive failures. */
  readonly attempts: number;
}
