import { formWith } from './form-with.ts';

/** How a product CSV is imported. */
export interface ImportFormOptions {
  /** A name for the server's eyes only; a `File` brings its own. */
  readonly name?: string;
  /** Takes away variants that the file does not name; they stay unless this is set. */
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
