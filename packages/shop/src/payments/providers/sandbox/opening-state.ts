import { ShopError } from '@trastienda/shop-contract';
import type { SandboxPayment } from '@trastienda/shop-db';

export const DECLINED = { code: 'card_declined', message: 'The card was declined.' } as const;

/** Delay of `pm_test_delay`; `pm_test_delay_250` waits as many milliseconds as its name says. */
const DELAY_MS = 5000;
const DELAY = /^pm_test_delay(?:_(\d{1,9}))?$/;

type OpeningState = Pick<SandboxPayment, 'status' | 'failure' | 'authorizesAt'>;

const state = (
  status: OpeningState['status'],
  { failure = null, authorizesAt = null }: Partial<OpeningState> = {},
): OpeningState => ({ status, failure, authorizesAt });

/**
 * Returns the initial state for a payment method of `docs/PAYMENTS.md`; without one the payment
 * waits.
 * @throws {ShopError} PAYMENT_REJECTED for an unknown payment method.
 */
export function openingState(paymentMethod: string | null, now: Date): OpeningState {
  switch (paymentMethod) {
    case null:
    case 'pm_test_action':
      return state('requires-action');
    case 'pm_test_approve':
    case 'pm_test_refund_pending':
    case 'pm_test_refund_fail':
      return state('authorized');
    case 'pm_test_decline':
      return state('failed', { failure: DECLINED });
    default: {
      const match = DELAY.exec(paymentMethod);
      if (match === null) {
        throw new ShopError('PAYMENT_REJECTED', { details: { code: 'payment_method_unknown' } });
      }
      const authorizesAt = new Date(now.getTime() + Number(match[1] ?? DELAY_MS));
      return state('processing', { authorizesAt });
    }
  }
}

/** Returns the initial status of a refund, which depends on the payment method. */
export function openingRefundStatus(
  paymentMethod: string | null,
): SandboxPayment['refunds'][number]['status'] {
  if (paymentMethod === 'pm_test_refund_pending') return 'pending';
  return paymentMethod === 'pm_test_refund_fail' ? 'failed' : 'succeeded';
}
