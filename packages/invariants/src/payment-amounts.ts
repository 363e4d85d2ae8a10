import { definePaymentInvariant, refundedOf } from './payment-books.ts';

/** A payment captures no more than its amount, and refunds no more than it captured. */
export const paymentAmounts = definePaymentInvariant('payment-amounts', ({ payment }) => {
  const { status, amount, amountCaptured, amountRefunded } = payment;
  const succeeded = refundedOf(payment, 'succeeded');
  const promised = refundedOf(payment, 'succeeded', 'pending');
  return [
    ...(amountCaptured <= amount ? [] : [`took ${amountCaptured} of ${amount}`]),
    ...(amountRefunded === succeeded
      ? []
      : [`gave back ${amountRefunded}, its refunds make ${succeeded}`]),
    ...(promised <= amountCaptured ? [] : [`gives back ${promised} of ${amountCaptured}`]),
    // A payment of zero is captured as well.
    ...((status === 'captured') === amountCaptured > 0 || amount === 0
      ? []
      : [`is ${status} and took ${amountCaptured}`]),
  ];
});
