import { ShopError } from '@trastienda/contract';
import type { SandboxPayment } from '@trastienda/db';

export const DECLINED = { code: 'card_declined', message: 'The card was declined.' } as const;

/** How long `pm_test_delay` takes; `pm_test_delay_250` takes as many milliseconds as it says. */
const DELAY_MS = 5000;
const DELAY = /^pm_test_delay(?:_(\d{1,9}))?$/;

type OpeningState = Pick<SandboxPayment, 'status' | 'failure' | 'authorizesAt'>;

const state = (
  status: OpeningState['status'],
  { failure = null, authorizesAt = null }: Partial<OpeningState> = {},
): OpeningState => ({ status, failure, authorizesAt });

/**
 * What a means of payment comes to at once, by the names that `docs/PAYMENTS.md` lists; without
 * one the payment waits. `PAYMENT_REJECTED` for one that does not exist.
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

/** What becomes of a refund at first: that depends on what was paid with. */
export function openingRefundStatus(
  paymentMethod: string | null,
): SandboxPayment['refunds'][number]['status'] {
  if (paymentMethod === 'pm_test_refund_pending') return 'pending';
  return paymentMethod === 'pm_test_refund_fail' ? 'failed' : 'succeeded';
}
