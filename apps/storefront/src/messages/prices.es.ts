export const pricesEs = {
  prices: {
    subtotal: 'Subtotal',
    code: '{title} ({code})',
    shipping: 'Envío',
    shippingBy: 'Envío ({name})',
    later: 'Se calcula con tu dirección',
    free: 'Gratis',
    total: 'Total',
    includes: 'Incluye {name} ({rate})',
  },
} as const;
