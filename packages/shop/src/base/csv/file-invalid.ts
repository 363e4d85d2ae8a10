import type { DetailsOf } from '@trastienda/base';
import { type ERRORS, ShopError } from '@trastienda/shop-contract';

type FileProblem = DetailsOf<typeof ERRORS, 'IMPORT_FILE_INVALID'>;

/** Builds the `IMPORT_FILE_INVALID` error of a whole file; `message` says how to fix the file. */
export function fileInvalid(message: string, details: FileProblem = {}, cause?: unknown) {
  return new ShopError('IMPORT_FILE_INVALID', { message, details, cause });
}
