import type { CreateProductInput, VariantInput } from '@trastienda/contract';
import type { UnstatedFields } from './unstated-fields.ts';

/** A variant of an import file; its SKU is null where the file has none. */
export interface ImportedVariant extends Omit<VariantInput, 'sku'> {
  sku: string | null;
}

/** A product of an import file. Its description is as the file has it: not sanitised. */
export interface ImportedProduct extends Omit<CreateProductInput, 'variants'> {
  variants: ImportedVariant[];
}

/** A product that was read; `handle` is as the file has it, `rows` are sorted. */
export interface FoundProduct {
  kind: 'product';
  rows: number[];
  handle: string;
  product: ImportedProduct;
  /** What `product` has defaults for, because the file has no column for it. */
  unstated: UnstatedFields;
  /** Whether a cell of the column `Status` decided the status, and not `Published` or a default. */
  isStatusStated: boolean;
}

/** What the rows with one handle came to. */
export type ReadProduct =
  | FoundProduct
  | { kind: 'rejected'; rows: number[]; handle: string | null; reasons: string[] };
