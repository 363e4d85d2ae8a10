import { createUploadForm } from '@trastienda/client';

/** Options of a product CSV import. */
export interface ImportFormOptions {
  /** File name for the import report; a `File` has its own. */
  readonly name?: string;
  /** Deletes variants that the file does not contain; by default they are kept. */
  readonly replaceVariants?: boolean;
}

/**
 * The input of `admin.products.import`: a Shopify product CSV as a form.
 *
 * @example
 * await client.admin.products.import.mutate(createImportForm(input.files[0]));
 */
export function createImportForm(file: Blob, options: ImportFormOptions | string = {}): FormData {
  const { name, replaceVariants = false } =
    typeof options === 'string' ? { name: options } : options;
  const fields = { replaceVariants: replaceVariants ? 'true' : undefined };
  return createUploadForm(file, { name, fields });
}
