/**
 * The input of `catalog.import`: a Shopify product CSV as a form. The name is for the server's
 * eyes only; a `File` brings its own.
 *
 * @example
 * await client.catalog.import.mutate(createImportForm(input.files[0]));
 */
export function createImportForm(file: Blob, name?: string): FormData {
  const form = new FormData();
  if (name !== undefined) form.append('file', file, name);
  else form.append('file', file);
  return form;
}
