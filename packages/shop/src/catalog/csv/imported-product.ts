import type { CreateProductInput, VariantInput } from '@trastienda/contract';
import type { UnstatedFields } from './unstated-fields.ts';

/** A variant of an import file. */
export interface ImportedVariant extends Omit<VariantInput, 'sku' | 'price'> {
  /** The number of its row. */
  row: number;
  /** As the file has it, which need not be unique; null where it has none. */
  sku: string | null;
  /** Null where the file has none: the variant must then be one that the shop has. */
  price: VariantInput['price'] | null;
}

/** A product of an import file. Its description is as the file has it: not sanitised. */
export interface ImportedProduct extends Omit<CreateProductInput, 'variants'> {
  /** What the handle makes; another product may have it. */
  slug: string;
  variants: ImportedVariant[];
}

/** A product that was read; `handle` is as the file has it, `rows` are sorted. */
export interface FoundProduct {
  kind: 'product';
  rows: number[];
  handle: string;
  /** What identifies the product in its source: the handle, folded. */
  key: string;
  product: ImportedProduct;
  /** What `product` has defaults for, because the file has no column for it. */
  unstated: UnstatedFields;
  /** Whether a cell of the column `Status` decided the status, and not `Published` or a default. */
  isStatusStated: boolean;
  /** Whether no row says anything of a variant: `product` has one all the same, of defaults. */
  isWithoutVariants: boolean;
  /** What the file calls the column of prices; null where it has none. */
  priceColumn: string | null;
}

/** What the rows with one handle came to. */
export type ReadProduct =
  | FoundProduct
  | { kind: 'rejected'; rows: number[]; handle: string | null; reasons: string[] };
