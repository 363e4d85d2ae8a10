import type { CheckoutService } from '../checkout/checkout-service.ts';
import { beginRefund } from '../payments/begin-refund.ts';
import { advancePayment } from './advance-payment.ts';
import { completeCheckout } from './complete-checkout.ts';
import { runDuePayments } from './jobs/advance-due-payments.ts';
import { payCheckout } from './pay-checkout.ts';
import type { Payments } from './payment-services.ts';
import type { PaymentsDeps } from './payments-deps.ts';

/** Payments as the rest of buying has them. */
export interface PaymentsModule extends Payments, Pick<CheckoutService, 'pay' | 'complete'> {
  /** Brings payments that are due as far as they get; gives how many. Never rejects. A `Job`'s. */
  runDue(signal?: AbortSignal): Promise<number>;
}

export function createPayments(deps: PaymentsDeps): PaymentsModule {
  return {
    pay: (buyer, input, origin) => payCheckout(deps, buyer, input, origin),
    complete: (buyer, input, origin) => completeCheckout(deps, buyer, input, origin),
    advance: (paymentId, request) => advancePayment(deps, paymentId, request),
    beginRefund: (paymentId, refund, cause) => beginRefund(deps, paymentId, refund, cause),
    runDue: (signal) => runDuePayments(deps, signal),
  };
}
