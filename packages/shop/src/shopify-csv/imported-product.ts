import type { CreateProductInput, VariantInput } from '@trastienda/contract';

/** A variant of an import file; its SKU is null where the file has none. */
export interface ImportedVariant extends Omit<VariantInput, 'sku'> {
  sku: string | null;
}

/** A product of an import file. Its description is as the file has it: not sanitised. */
export interface ImportedProduct extends Omit<CreateProductInput, 'variants'> {
  variants: ImportedVariant[];
}

/** What the rows with one handle came to; `handle` is as the file has it, `rows` are sorted. */
export type ReadProduct =
  | { kind: 'product'; rows: number[]; handle: string; product: ImportedProduct }
  | { kind: 'rejected'; rows: number[]; handle: string | null; reasons: string[] };
