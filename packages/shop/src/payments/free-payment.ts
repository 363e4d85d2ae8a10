import type { PaymentState } from '@trastienda/db';
import type { ProviderState } from './apply-provider-state.ts';

/** The provider of payments of nothing: no real one takes them. */
export const FREE_PROVIDER = 'none';

/** A payment of nothing is as good as taken. */
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
