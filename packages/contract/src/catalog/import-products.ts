import { z } from 'zod';

export const MAX_REPORTED_REJECTIONS = 1000;
export const MAX_REPORTED_ROWS = 100;
/** Maximum number of notes in a report, besides rejections. */
export const MAX_REPORTED_NOTES = 1000;

/**
 * A product of an import file that was rejected and left unchanged in the shop, with the reasons.
 * Rows are numbered as in a spreadsheet if no cell contains a line break: the header is row 1.
 */
export const ImportRejection = z.object({
  /** The product's first 100 rows. */
  rows: z.array(z.int()),
  /** The `Handle` in the file; null for a row without one. */
  handle: z.string().nullable(),
  reasons: z.array(z.string()),
});
export type ImportRejection = z.infer<typeof ImportRejection>;

/**
 * A variant that was imported under another SKU, because several variants share its SKU in the
 * file.
 */
export const DerivedSku = z.object({
  handle: z.string(),
  row: z.int(),
  sourceSku: z.string(),
  sku: z.string(),
});
export type DerivedSku = z.infer<typeof DerivedSku>;

/** A product whose handle is not a slug, or becomes the slug of another product. */
export const ChangedHandle = z.object({ handle: z.string(), slug: z.string() });
export type ChangedHandle = z.infer<typeof ChangedHandle>;

/** Effect of an import on stock, counted in variants of products that were not rejected. */
export const ImportedStock = z.object({
  /** Whether the file has a column of quantities. */
  hasQuantities: z.boolean(),
  /** New SKUs, which start with the quantity of the file, or with 0 if it has none. */
  opened: z.int(),
  /** Number of them that cannot be bought: tracked, not sold below 0, and at 0. */
  openedSoldOut: z.int(),
  /** Number of them that are not tracked, and can always be bought. */
  openedUntracked: z.int(),
  /** SKUs that had stock before: their quantities were not changed, whatever the file contains. */
  unchanged: z.int(),
});
export type ImportedStock = z.infer<typeof ImportedStock>;

/**
 * Result of an import, counted in products; `rows` counts the file's data rows. Quantities of
 * existing SKUs are not changed: a product in which only they differ is `unchanged`.
 */
export const ImportReport = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  /** The first 1,000 rejections. */
  rejections: z.array(ImportRejection),
  stock: ImportedStock,
  /** Variants that the file does not mention and that were kept, in products that it does. */
  keptVariants: z.int(),
  /** Number of variants imported under another SKU, and the first 1,000 of them. */
  derivedSkuCount: z.int(),
  derivedSkus: z.array(DerivedSku),
  /** Number of products whose slug differs from their handle, and the first 1,000 of them. */
  changedHandleCount: z.int(),
  changedHandles: z.array(ChangedHandle),
  /**
   * Ignored columns in the order of the file, with the number of rows that have a value in them.
   */
  ignoredColumns: z.array(z.object({ name: z.string(), cells: z.int() })),
});
export type ImportReport = z.infer<typeof ImportReport>;
