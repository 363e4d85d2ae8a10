import type { ErrorDetails } from '@trastienda/base';
import { ShopError } from '@trastienda/shop-contract';

/** Builds the `IMPORT_FILE_INVALID` error of a whole file; `message` says how to fix the file. */
export function fileInvalid(message: string, details: ErrorDetails = {}, cause?: unknown) {
  return new ShopError('IMPORT_FILE_INVALID', { message, details, cause });
}
