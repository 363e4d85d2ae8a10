import { createUploadForm } from '@trastienda/client';

/** Options of an inventory CSV import. */
export interface InventoryFormOptions {
  /** File name for the import report; a `File` has its own. */
  readonly name?: string;
  /** Locations whose quantities are summed; all by default. */
  readonly locations?: readonly string[];
  /** Sets SKUs again that the same file has set before. */
  readonly again?: boolean;
}

/**
 * The input of `admin.stock.import`: a Shopify inventory CSV as a form.
 *
 * @example
 * await client.admin.stock.import.mutate(createInventoryForm(file, { locations: ['Main warehouse'] }));
 */
export function createInventoryForm(file: Blob, options: InventoryFormOptions = {}): FormData {
  const { name, locations = [], again = false } = options;
  const fields = { location: locations, again: again ? 'true' : undefined };
  return createUploadForm(file, { name, fields });
}
