import { defineErrors } from '@trastienda/base';

/** Failures of the catalog. */
export const CATALOG_ERRORS = defineErrors({
  CURRENCY_UNSUPPORTED: {
    trpc: 'BAD_REQUEST',
    retryable: false,
    logLevel: 'info',
    message: 'The shop does not sell in this currency.',
  },
  PRODUCT_NOT_FOUND: {
    trpc: 'NOT_FOUND',
    retryable: false,
    logLevel: 'info',
    message: 'There is no such product.',
  },
  PRODUCT_SLUG_TAKEN: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'Another product already has this slug.',
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
  },
  IMPORT_FILE_INVALID: {
    trpc: 'UNPROCESSABLE_CONTENT',
    retryable: false,
    logLevel: 'info',
    message: 'The file cannot be imported.',
  },
});
