import { newId } from '@trastienda/mongo';
import type { PaymentState } from '../payments/payment-store.ts';

const NOW = new Date('2100-01-01T00:00:00.000Z');

/** Builds a unique payment that waits for its buyer; unnamed fields have defaults. */
export function newPayment(overrides: Partial<PaymentState> = {}): PaymentState {
  const id = newId();
  return {
    id,
    checkoutId: '1'.repeat(24),
    orderId: null,
    provider: 'test',
    reference: `pay_${id}`,
    status: 'requires-action',
    currency: 'EUR',
    amount: 100,
    amountCaptured: 0,
    amountRefunded: 0,
    refunds: [],
    paymentMethod: null,
    clientSecret: null,
    actionUrl: null,
    failure: null,
    requestKey: `request-${id}`,
    rejection: null,
    nextAttemptAt: NOW,
    attempts: 0,
    notifications: 0,
    eventSequence: 1,
    revision: 0,
    createdAt: NOW,
    updatedAt: NOW,
    ...overrides,
  };
}
