import { formWith } from './form-with.ts';

/** Options of a product CSV import. */
export interface ImportFormOptions {
  /** File name for the import report; a `File` has its own. */
  readonly name?: string;
  /** Deletes variants that the file does not contain; by default they are kept. */
  readonly replaceVariants?: boolean;
}

/**
 * The input of `catalog.import`: a Shopify product CSV as a form.
 *
 * @example
 * await client.catalog.import.mutate(createImportForm(input.files[0]));
 */
export function createImportForm(file: Blob, options: ImportFormOptions | string = {}): FormData {
  const { name, replaceVariants = false } =
    typeof options === 'string' ? { name: options } : options;
  const form = formWith(file, name);
  if (replaceVariants) form.append('replaceVariants', 'true');
  return form;
}
