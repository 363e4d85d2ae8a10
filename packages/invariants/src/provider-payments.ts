import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

interface Payment {
  readonly status: string;
  readonly reference: string | null;
  readonly amountCaptured: number;
  readonly amountRefunded: number;
  readonly nextAttemptAt: Date | null;
}

interface SandboxPayment {
  readonly id: string;
  readonly status: string;
  readonly amountCaptured: number;
  readonly refunds: readonly { readonly amount: number; readonly status: string }[];
}

const given = ({ refunds }: SandboxPayment) =>
  refunds
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);

/** Of a payment that comes to nothing the buyer's bank keeps nothing aside either. */
const COME_TO_NOTHING = ['failed', 'voided'];

/**
 * A payment that nobody has to look at any more is to the shop what it is to the built-in test
 * provider, which keeps its own books; and it was begun there once, by a shop that knows of it.
 */
export const providerPayments = defineInvariant<{
  payment: Payment;
  theirs: readonly SandboxPayment[];
}>({
  name: 'provider-payments',
  sources: {
    payment: documentsOf({
      collection: 'payments',
      filter: { provider: 'test' },
      key: '_id',
      fields: ['status', 'reference', 'amountCaptured', 'amountRefunded', 'nextAttemptAt'],
    }),
    theirs: groupsOf({
      collection: 'sandbox_payments',
      key: 'paymentId',
      fields: ['status', 'amountCaptured', 'refunds.amount', 'refunds.status'],
    }),
  },
  check({ payment, theirs = [] }) {
    const [first] = theirs;
    const twice = theirs.length > 1 ? [`was begun ${theirs.length} times with the provider`] : [];
    // It is written down before the provider hears of it.
    if (payment === undefined) return [...twice, 'is not there, and the provider has it'];
    const { status, reference, amountCaptured, amountRefunded, nextAttemptAt } = payment;
    if (nextAttemptAt !== null) return twice;
    if (first === undefined) {
      return reference === null ? [] : [`is ${reference} with the provider, which has none such`];
    }
    const refunded = given(first);
    return [
      ...twice,
      ...(COME_TO_NOTHING.includes(status) && !COME_TO_NOTHING.includes(first.status)
        ? [`is ${status}, with the provider ${first.status}`]
        : []),
      ...(reference === first.id ? [] : [`is ${first.id} with the provider, not ${reference}`]),
      ...(first.amountCaptured === amountCaptured
        ? []
        : [`took ${amountCaptured}, the provider ${first.amountCaptured}`]),
      ...(refunded === amountRefunded
        ? []
        : [`gave back ${amountRefunded}, the provider ${refunded}`]),
    ];
  },
});
