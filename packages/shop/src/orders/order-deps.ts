import type { BuyingDeps } from '../base/buying-deps.ts';
import type { Payments } from '../settlement/payment-services.ts';

/** What orders are built on. */
export interface OrderDeps extends Pick<BuyingDeps, 'database' | 'clock' | 'turns'> {
  readonly payments: Payments;
  /** `PaymentProvider.payableStep`. */
  readonly payableStep: (currency: string) => number;
}
