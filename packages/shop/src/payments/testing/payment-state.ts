import type { PaymentState } from '@trastienda/shop-db';
import type { ProviderState } from '../apply-provider-state.ts';

const NOW = new Date('2100-01-01T00:00:00.000Z');

/** Builds a payment of 100 that the provider knows; unnamed fields have defaults. */
export function paymentState(overrides: Partial<PaymentState> = {}): PaymentState {
  return {
    id: '0'.repeat(24),
    checkoutId: '1'.repeat(24),
    orderId: null,
    provider: 'test',
    reference: 'pay_1',
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
    requestKey: 'i'.repeat(64),
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

/** Builds the provider's state of it; unnamed fields have defaults. */
export function providerState(overrides: Partial<ProviderState> = {}): ProviderState {
  return {
    reference: 'pay_1',
    paymentId: '0'.repeat(24),
    status: 'requires-action',
    amount: { amount: 100, currency: 'EUR' },
    amountCaptured: 0,
    amountRefunded: 0,
    clientSecret: null,
    actionUrl: null,
    failure: null,
    refunds: [],
    createdAt: NOW,
    ...overrides,
  };
}
