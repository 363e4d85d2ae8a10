import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Payment {
  readonly status: string;
  readonly nextAttemptAt: Date | null;
  readonly refunds: readonly { readonly status: string }[];
}

/** Statuses that need further work, and so a time for a worker to continue it. */
const UNSETTLED = ['created', 'processing', 'authorized'];

/** Every pending payment and refund is scheduled for a worker. */
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
      ...(UNSETTLED.includes(payment.status)
        ? [`is ${payment.status}, but no attempt is scheduled`]
        : []),
      ...(payment.refunds.some(({ status }) => status === 'pending')
        ? ['has a pending refund, but no attempt is scheduled']
        : []),
    ];
  },
});
