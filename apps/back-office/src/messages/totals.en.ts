export const totals = {
  subtotal: 'Subtotal',
  shipping: 'Shipping',
  total: 'Total',
  refunded: 'Refunded',
  net: 'After the refund',
} as const;
