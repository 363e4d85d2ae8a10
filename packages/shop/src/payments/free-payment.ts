import type { PaymentState } from '@trastienda/shop-db';
import type { ProviderState } from './apply-provider-state.ts';

/** Provider name of payments of zero, which no real provider accepts. */
export const FREE_PROVIDER = 'none';

/** Returns the state of a payment of zero, which counts as captured. */
export function stateOfFree({ id, amount, currency, createdAt }: PaymentState): ProviderState {
  return {
    reference: `free_${id}`,
    paymentId: id,
    status: 'captured',
    amount: { amount, currency },
    amountCaptured: 0,
    amountRefunded: 0,
    clientSecret: null,
    actionUrl: null,
    failure: null,
    refunds: [],
    createdAt,
  };
}
