export const refusalsEs = {
  refused: {
    'no-such-variant': 'No existe esa combinación.',
    'not-for-sale': 'Este artículo ya no está a la venta.',
    currency: 'La tienda no vende en esta moneda.',
    malformed: 'Revisa lo que has escrito.',
    full: {
      'line-quantity': 'Puedes llevar {max} unidades como máximo.',
      lines: 'La cesta admite {max} artículos distintos como máximo.',
      total: 'El importe de la cesta es demasiado grande.',
    },
  },
} as const;
