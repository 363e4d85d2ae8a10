import { z } from 'zod';

/** Rows of an inventory file about one variant that could not be used, and why. */
export const StockImportRejection = z.object({
  /** The first 100 of its rows; the header is row 1. */
  rows: z.array(z.int()),
  sku: z.string().nullable(),
  handle: z.string().nullable(),
  reasons: z.array(z.string()),
});
export type StockImportRejection = z.infer<typeof StockImportRejection>;

/** A variant of an inventory file that the shop does not have. */
export const UnknownVariant = StockImportRejection.omit({ reasons: true }).extend({
  optionValues: z.array(z.string()),
});
export type UnknownVariant = z.infer<typeof UnknownVariant>;

/** A SKU of which the shop keeps more than the file counts. */
export const LimitedStock = z.object({
  sku: z.string(),
  /** What the file says. */
  counted: z.int(),
  onHand: z.int(),
  /** What open checkouts hold. */
  reserved: z.int(),
});
export type LimitedStock = z.infer<typeof LimitedStock>;

/** What an import of an inventory file did, counted in variants; `rows` counts its data rows. */
export const StockImportReport = z.object({
  rows: z.int(),
  /** SKUs whose quantity on hand was set to what the file says. */
  changed: z.int(),
  /** SKUs that had that quantity already. */
  unchanged: z.int(),
  /** SKUs that this very file has set before: what was sold since then stays sold. */
  setBefore: z.int(),
  /** Variants that the counted locations do not stock, or say nothing of: they were left alone. */
  notStocked: z.int(),
  /** Of those that the file counts, SKUs that are not tracked: they can be bought all the same. */
  untracked: z.int(),
  /** Units that the source has promised or set apart: they are not for sale, and not counted. */
  withheldUnits: z.int(),
  /** SKUs that could not be lowered to what the file says, and the first 1,000 of them. */
  limitedCount: z.int(),
  limited: z.array(LimitedStock),
  unknownCount: z.int(),
  /** The first 1,000 variants that the shop does not have. */
  unknown: z.array(UnknownVariant),
  rejected: z.int(),
  /** The first 1,000 rejections. */
  rejections: z.array(StockImportRejection),
  /** The locations of the file, and whether their quantities were counted. */
  locations: z.array(z.object({ name: z.string(), isCounted: z.boolean() })),
  ignoredColumns: z.array(z.object({ name: z.string(), cells: z.int() })),
});
export type StockImportReport = z.infer<typeof StockImportReport>;
