import type { CreateProductInput, VariantInput } from '@trastienda/shop-contract';
import type { UnstatedFields } from './unstated-fields.ts';

/** A variant of an import file. */
export interface ImportedVariant extends Omit<VariantInput, 'sku' | 'price'> {
  /** Number of the variant's row. */
  row: number;
  /** SKU as in the file, not necessarily unique; null when there is none. */
  sku: string | null;
  /** Null when the file has no price; the variant must then exist in the shop already. */
  price: VariantInput['price'] | null;
}

/** A product of an import file. Its description is not sanitized yet. */
export interface ImportedProduct extends Omit<CreateProductInput, 'variants'> {
  /** Slug derived from the handle; another product may have it. */
  slug: string;
  variants: ImportedVariant[];
}

/** A successfully parsed product; `handle` is as in the file, `rows` are sorted. */
export interface ParsedProduct {
  kind: 'product';
  rows: number[];
  handle: string;
  /** Identity of the product in its source: the normalized handle. */
  key: string;
  product: ImportedProduct;
  /** Fields of `product` that hold defaults because the file has no column for them. */
  unstated: UnstatedFields;
  /**
   * True when a cell of the column `Status` decided the status, rather than `Published` or a
   * default.
   */
  isStatusStated: boolean;
  /** True when no row describes a variant: `product` then has one variant made of defaults. */
  isWithoutVariants: boolean;
  /** Name of the file's price column; null when there is none. */
  priceColumn: string | null;
}

/** Result of parsing the rows of one handle. */
export type ProductParseResult =
  | ParsedProduct
  | { kind: 'rejected'; rows: number[]; handle: string | null; reasons: string[] };
