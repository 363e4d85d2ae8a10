import { definePaymentInvariant, refundedOf } from './payment-books.ts';

/** An order's paid and refunded amounts equal those of its payment. */
export const paymentOrder = definePaymentInvariant('payment-order', ({ payment, orders }) => {
  const [order, ...more] = orders;
  const { orderId, currency, amount, amountCaptured, amountRefunded } = payment;
  if (order === undefined) {
    const kept = amountCaptured - refundedOf(payment, 'succeeded', 'pending');
    return [
      ...(orderId === null ? [] : [`its order ${orderId} does not exist`]),
      ...(kept === 0 ? [] : [`keeps ${kept} without an order`]),
    ];
  }
  const kept = order.paidAmount - refundedOf(payment, 'succeeded', 'pending');
  return [
    ...(more.length === 0 ? [] : [`pays ${orders.length} orders`]),
    ...(orderId === order.id ? [] : [`names ${orderId} as its order, which is ${order.id}`]),
    ...(order.totalAmount === amount && order.currency === currency
      ? []
      : [`of ${amount} ${currency}, its order costs ${order.totalAmount} ${order.currency}`]),
    ...(order.paidAmount === amountCaptured
      ? []
      : [`took ${amountCaptured}, its order is paid ${order.paidAmount}`]),
    ...(order.refundedAmount === amountRefunded
      ? []
      : [`refunded ${amountRefunded}, its order refunded ${order.refundedAmount}`]),
    // An order closed by refunds owes the amounts of those refunds.
    ...(order.status !== 'cancelled' || order.isClosedByRefund === true || kept === 0
      ? []
      : [`keeps ${kept} for an order that was cancelled`]),
  ];
});
