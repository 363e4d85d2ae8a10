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

const refundedAt = ({ refunds }: SandboxPayment) =>
  refunds
    .filter(({ status }) => status === 'succeeded')
    .reduce((sum, { amount }) => sum + amount, 0);

/** Statuses without a charge: the provider must hold no authorized amount either. */
const UNCHARGED = ['failed', 'voided'];

/**
 * A settled payment has the same state in the shop and at the sandbox provider, which keeps
 * separate records; and it was created there once, for a payment that the shop knows.
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
    const twice = theirs.length > 1 ? [`was created ${theirs.length} times at the provider`] : [];
    // The shop stores a payment before it creates it at the provider.
    if (payment === undefined) return [...twice, 'does not exist, but the provider has it'];
    const { status, reference, amountCaptured, amountRefunded, nextAttemptAt } = payment;
    if (nextAttemptAt !== null) return twice;
    if (first === undefined) {
      return reference === null ? [] : [`is ${reference} at the provider, which does not have it`];
    }
    const refunded = refundedAt(first);
    return [
      ...twice,
      ...(UNCHARGED.includes(status) && !UNCHARGED.includes(first.status)
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
