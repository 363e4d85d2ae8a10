import type { ProductSummary } from '@trastienda/shop-client';
import { ProductCard } from './product-card.tsx';

interface Props {
  readonly products: readonly ProductSummary[];
  /** Number of products whose pictures are on the first screen. */
  readonly first?: number;
  /** Level of the products' headings. Default 3. */
  readonly level?: 2 | 3;
  readonly className?: string;
}

/** Products side by side. */
export function ProductGrid({ products, first = 0, level, className = 'lg:grid-cols-4' }: Props) {
  return (
    <ul
      className={`grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 sm:gap-x-6 sm:gap-y-10 ${className}`}
    >
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} isFirst={index < first} level={level} />
        </li>
      ))}
    </ul>
  );
}
