export const totals = {
  subtotal: 'Subtotal',
  shipping: 'Shipping',
  total: 'Total',
  refunded: 'Refunded',
  net: 'Net',
} as const;
