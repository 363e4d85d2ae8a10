import type { SellableVariant } from '@trastienda/shop-db';
import type { QuotedLine } from '../pricing-service.ts';

/** Builds a line of a quote; unnamed fields have defaults. */
export function quotedLine({
  quantity = 1,
  unitPrice = 1000,
  ...variant
}: Partial<SellableVariant> & { quantity?: number; unitPrice?: number } = {}): QuotedLine {
  return {
    quantity,
    unitPrice,
    variant: {
      sku: 'SKU',
      productId: 'a'.repeat(24),
      slug: 'shirt',
      title: 'Shirt',
      optionValues: [],
      imageUrl: null,
      price: { amount: unitPrice, currency: 'EUR' },
      weightGrams: null,
      requiresShipping: true,
      isTaxable: true,
      ...variant,
    },
  };
}
