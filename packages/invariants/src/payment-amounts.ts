import { definePaymentInvariant, refundedOf } from './payment-books.ts';

/** Of a payment no more is taken than was agreed, and no more given back than was taken. */
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
    // What costs nothing is captured as well.
    ...((status === 'captured') === amountCaptured > 0 || amount === 0
      ? []
      : [`is ${status} and took ${amountCaptured}`]),
  ];
});
