import { z } from 'zod';

/** Rows of an inventory file about one variant that could not be imported, with the reasons. */
export const StockImportRejection = z.object({
  /** The variant's first 100 rows; the header is row 1. */
  rows: z.array(z.int()),
  sku: z.string().nullable(),
  handle: z.string().nullable(),
  reasons: z.array(z.string()),
});
export type StockImportRejection = z.infer<typeof StockImportRejection>;

/** Variant of an inventory file that the shop does not have. */
export const UnknownVariant = StockImportRejection.omit({ reasons: true }).extend({
  optionValues: z.array(z.string()),
});
export type UnknownVariant = z.infer<typeof UnknownVariant>;

/** SKU of which the shop has more units on hand or reserved than the file counts. */
export const LimitedStock = z.object({
  sku: z.string(),
  /** Quantity in the file. */
  counted: z.int(),
  onHand: z.int(),
  /** Quantity reserved by open checkouts. */
  reserved: z.int(),
});
export type LimitedStock = z.infer<typeof LimitedStock>;

/** Result of importing an inventory file, counted in variants; `rows` counts its data rows. */
export const StockImportReport = z.object({
  rows: z.int(),
  /** SKUs whose quantity on hand was set to that of the file. */
  changed: z.int(),
  /** SKUs that already had that quantity. */
  unchanged: z.int(),
  /** SKUs that an earlier import of this very file has set: sales since then stay counted. */
  setBefore: z.int(),
  /** Variants that the counted locations do not stock or do not mention; they were not changed. */
  notStocked: z.int(),
  /** Counted SKUs that are not tracked: they can be bought regardless of their quantity. */
  untracked: z.int(),
  /** Units that the source has promised or set apart: they are not for sale, and not counted. */
  withheldUnits: z.int(),
  /** SKUs that could not be lowered to the quantity of the file, and the first 1,000 of them. */
  limitedCount: z.int(),
  limited: z.array(LimitedStock),
  unknownCount: z.int(),
  /** The first 1,000 variants that the shop does not have. */
  unknown: z.array(UnknownVariant),
  rejected: z.int(),
  /** The first 1,000 rejections. */
  rejections: z.array(StockImportRejection),
  /** Locations of the file, and whether their quantities were counted. */
  locations: z.array(z.object({ name: z.string(), isCounted: z.boolean() })),
  ignoredColumns: z.array(z.object({ name: z.string(), cells: z.int() })),
});
export type StockImportReport = z.infer<typeof StockImportReport>;
