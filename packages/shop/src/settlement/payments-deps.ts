import type { WorkerFault } from '@trastienda/runtime';
import type { BuyingDeps } from '../base/buying-deps.ts';
import type { Step } from '../payments/next-step.ts';
import type { PlaceOrder } from './place-order.ts';

/** Something that went wrong with a payment and is tried again by itself. */
export interface PaymentFault extends WorkerFault {
  readonly job: 'payment-advance' | 'payment-lease' | 'payment-webhook' | `payment-${Step['kind']}`;
  /** Null when it is about no payment that the shop knows. */
  readonly paymentId: string | null;
  /** How often in a row. */
  readonly attempts: number;
}

/** What payments are built on. */
export interface PaymentsDeps extends BuyingDeps {
  readonly placeOrder: PlaceOrder;
  /** How long to wait before the second look at a payment; each further one takes twice as long. */
  readonly retryMs?: number;
  readonly onFault: (fault: PaymentFault) => void;
}
