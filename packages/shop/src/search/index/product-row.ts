import type { ProductStatus } from '@trastienda/shop-contract';

/** What lists filter and sort an indexed product by. */
export interface ProductRow {
  readonly id: string;
  /** Number of the product's last event, which orders its states. */
  readonly eventSequence: number;
  readonly revision: number;
  readonly status: ProductStatus;
  readonly isInStock: boolean;
  /** Lowest price in minor units. */
  readonly minPrice: number;
  /** Milliseconds. */
  readonly createdAt: number;
  /** Position in title order, unique. */
  readonly titlePlace: string;
  /** The words of the title that carry its meaning, each with a space before it. */
  readonly phrase: string;
  /** Numbers of its tags, vendor and type. */
  readonly keys: readonly number[];
  /** Folded SKUs and barcodes. */
  readonly codes: readonly string[];
}
