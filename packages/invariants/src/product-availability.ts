import { defineInvariant } from './invariant.ts';
import { documentsOf } from './source.ts';

interface Level {
  readonly isTracked: boolean;
  readonly policy: string;
}

const isInStock = ({ isTracked, policy }: Level, units: number) =>
  !isTracked || policy === 'continue' || units > 0;

/** A variant is shown as in stock if its stock is, unless its listing is stale. */
export const productAvailability = defineInvariant<{
  product: {
    readonly id: unknown;
    readonly isInStock: boolean;
    readonly variants: { readonly inventory: Level & { readonly quantity: number } };
  };
  stock: Level & {
    readonly productId: string;
    readonly available: number;
    readonly isListingStale: boolean;
  };
}>({
  name: 'product-availability',
  sources: {
    product: documentsOf({
      collection: 'products',
      stages: [
        { $project: { isInStock: 1, 'variants.sku': 1, 'variants.inventory': 1 } },
        { $unwind: '$variants' },
      ],
      key: 'variants.sku',
      fields: ['isInStock', 'variants.inventory'],
    }),
    stock: documentsOf({
      collection: 'stock',
      key: '_id',
      fields: ['productId', 'isTracked', 'policy', 'available', 'isListingStale'],
    }),
  },
  check({ product, stock }) {
    if (product === undefined) return [];
    const { inventory } = product.variants;
    const isShown = isInStock(inventory, inventory.quantity);
    const problems: string[] = [];
    if (isShown && !product.isInStock) {
      problems.push('in stock, and its product is shown as sold out');
    }
    // Stock of a product of before stock was counted does not exist yet.
    if (stock?.productId !== String(product.id) || stock.isListingStale) return problems;
    const isAvailable = isInStock(stock, stock.available);
    if (isShown !== isAvailable) {
      problems.push(`shown as ${isShown ? 'in stock' : 'sold out'}, of ${stock.available} units`);
    }
    return problems;
  },
});
