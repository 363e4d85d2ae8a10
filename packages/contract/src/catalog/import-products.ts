import { z } from 'zod';

export const MAX_REPORTED_REJECTIONS = 1000;
export const MAX_REPORTED_ROWS = 100;
/** Of what a report lists beside rejections. */
export const MAX_REPORTED_NOTES = 1000;

/**
 * A product of an import file that was left as it is in the shop, and why. Rows are numbered as
 * a spreadsheet shows them when no cell holds a line break: the header is row 1.
 */
export const ImportRejection = z.object({
  /** The first 100 of its rows. */
  rows: z.array(z.int()),
  /** The `Handle` as the file has it; null where a row has none. */
  handle: z.string().nullable(),
  reasons: z.array(z.string()),
});
export type ImportRejection = z.infer<typeof ImportRejection>;

/** A variant whose SKU in the source is also that of others: the shop has it under another. */
export const DerivedSku = z.object({
  handle: z.string(),
  row: z.int(),
  sourceSku: z.string(),
  sku: z.string(),
});
export type DerivedSku = z.infer<typeof DerivedSku>;

/** A product whose handle is no slug, or makes one that another product has. */
export const ChangedHandle = z.object({ handle: z.string(), slug: z.string() });
export type ChangedHandle = z.infer<typeof ChangedHandle>;

/** What an import did to stock, counted in variants of products that were not rejected. */
export const ImportedStock = z.object({
  /** Whether the file has a column of quantities. */
  hasQuantities: z.boolean(),
  /** New SKUs, which begin with the quantity of the file, or with 0 where it has none. */
  opened: z.int(),
  /** Of those, how many cannot be bought: tracked, not sold beyond 0, and there are none. */
  openedSoldOut: z.int(),
  /** And how many are not tracked: they can always be bought, whatever their quantity. */
  openedUntracked: z.int(),
  /** SKUs that had stock before: their quantities were not changed, whatever the file says. */
  unchanged: z.int(),
});
export type ImportedStock = z.infer<typeof ImportedStock>;

/**
 * What an import did, counted in products; `rows` counts the file's data rows. Quantities of SKUs
 * that the shop has already are left alone: a product in which only they differ is `unchanged`.
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
  /** Variants of the shop that the file does not name and that stayed, in products that it names. */
  keptVariants: z.int(),
  /** How many variants have another SKU than in the file, and the first 1,000 of them. */
  derivedSkuCount: z.int(),
  derivedSkus: z.array(DerivedSku),
  /** How many products have another slug than their handle, and the first 1,000 of them. */
  changedHandleCount: z.int(),
  changedHandles: z.array(ChangedHandle),
  /** Columns that are not read, in the order of the file, and how many rows have something there. */
  ignoredColumns: z.array(z.object({ name: z.string(), cells: z.int() })),
});
export type ImportReport = z.infer<typeof ImportReport>;
