import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Payment {
  readonly status: string;
  readonly nextAttemptAt: Date | null;
  readonly refunds: readonly { readonly status: string }[];
}

/** Whatever is to happen to a payment without anybody asking has a time at which a worker looks. */
const UNSETTLED = ['created', 'processing', 'authorized'];

/** Nothing that is under way is forgotten: some worker will look at it. */
export const paymentForgotten = defineInvariant<{ payment: Payment }>({
  name: 'payment-forgotten',
  sources: {
    payment: documentsOf({
      collection: 'payments',
      key: '_id',
      filter: { nextAttemptAt: null },
      fields: ['status', 'nextAttemptAt', 'refunds.status'],
    }),
  },
  check({ payment }) {
    if (payment === undefined) return [];
    return [
      ...(UNSETTLED.includes(payment.status) ? [`is ${payment.status}, and nobody will look`] : []),
      ...(payment.refunds.some(({ status }) => status === 'pending')
        ? ['has a pending refund, and nobody will look']
        : []),
    ];
  },
});
