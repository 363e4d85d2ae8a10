import type { Database, ProductState, StockState } from '@trastienda/shop-db';

/**
 * Replaces the quantities of variants by their current stock; a SKU without stock keeps its
 * quantity.
 */
export function withStock<Product extends Pick<ProductState, 'variants'>>(
  products: readonly Product[],
  stock: readonly StockState[],
): Product[] {
  const bySku = new Map(stock.map((known) => [known.sku, known]));
  return products.map((product) => ({
    ...product,
    variants: product.variants.map((variant) => {
      const known = bySku.get(variant.sku);
      if (known === undefined) return variant;
      const { isTracked, policy, available } = known;
      return { ...variant, inventory: { isTracked, policy, quantity: available } };
    }),
  }));
}

/** Returns a product with its current stock; lists are updated with a delay. */
export async function withLiveStock<Product extends Pick<ProductState, 'variants'>>(
  { stock }: Pick<Database, 'stock'>,
  product: Product,
): Promise<Product> {
  const counted = await stock.find(product.variants.map(({ sku }) => sku));
  return withStock([product], counted)[0] ?? product;
}
