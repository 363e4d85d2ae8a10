import { formWith } from './form-with.ts';

/** How an inventory CSV is imported. */
export interface InventoryFormOptions {
  /** A name for the server's eyes only; a `File` brings its own. */
  readonly name?: string;
  /** The locations whose quantities are summed; all of them unless some are named. */
  readonly locations?: readonly string[];
  /** Sets SKUs again that the same file has set before. */
  readonly again?: boolean;
}

/**
 * The input of `stock.import`: a Shopify inventory CSV as a form.
 *
 * @example
 * await client.stock.import.mutate(createInventoryForm(file, { locations: ['Main warehouse'] }));
 */
export function createInventoryForm(file: Blob, options: InventoryFormOptions = {}): FormData {
  const { name, locations = [], again = false } = options;
  const form = formWith(file, name);
  for (const location of locations) form.append('location', location);
  if (again) form.append('again', 'true');
  return form;
}
