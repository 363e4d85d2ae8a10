import { type ErrorDetails, ShopError } from '@trastienda/contract';

/** The failure of a whole file: `IMPORT_FILE_INVALID` with a sentence that says what to mend. */
export function fileInvalid(message: string, details: ErrorDetails = {}, cause?: unknown) {
  return new ShopError('IMPORT_FILE_INVALID', { message, details, cause });
}
