import { defineErrors } from '@trastienda/base';
import { z } from 'zod';

/** Failures of the catalog. */
export const CATALOG_ERRORS = defineErrors({
  CURRENCY_UNSUPPORTED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The shop does not sell in this currency.',
    details: z.object({ currency: z.string(), shopCurrency: z.string() }),
  },
  PRODUCT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such product.',
    details: z.object({
      /** The slug or the id that the call named. */
      product: z.string(),
    }),
  },
  PRODUCT_SLUG_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another product already has this slug.',
    details: z.object({
      /** Null when the database does not say which one of several. */
      slug: z.string().nullable(),
    }),
  },
  PRODUCT_REVISION_STALE: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The product has changed since it was read; read it again and repeat the change.',
  },
  VARIANT_SKU_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another product already has a variant with this SKU.',
    details: z.object({
      /** Null when the database does not say which one of several. */
      sku: z.string().nullable(),
    }),
  },
  IMPORT_FILE_INVALID: {
    trpc: 'UNPROCESSABLE_CONTENT',
    retryable: false,
    logLevel: 'info',
    message: 'The file cannot be imported.',
    details: z.object({
      /** Row of the problem as a spreadsheet counts it: the header is 1. */
      row: z.int().exactOptional(),
      /** Line of the file, which differs from the row after a cell with line breaks. */
      line: z.int().exactOptional(),
      /** Names of columns that are missing, or must not be there. */
      columns: z.array(z.string()).exactOptional(),
      /** Names of the file's locations, when it lacks the one that was asked for. */
      locations: z.array(z.string()).exactOptional(),
    }),
  },
});
