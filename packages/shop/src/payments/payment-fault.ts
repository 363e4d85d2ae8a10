import type { WorkerFault } from '@trastienda/runtime';
import type { Step } from './next-step.ts';

/** Something that went wrong with a payment and is tried again by itself. */
export interface PaymentFault extends WorkerFault {
  readonly job: 'payment-advance' | 'payment-lease' | 'payment-webhook' | `payment-${Step['kind']}`;
  /** Null when it is about no payment that the shop knows. */
  readonly paymentId: string | null;
  /** How often in a row. */
  readonly attempts: number;
}
