import { z } from 'zod';

export const MAX_REPORTED_REJECTIONS = 1000;
export const MAX_REPORTED_ROWS = 100;

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
});
export type ImportReport = z.infer<typeof ImportReport>;
