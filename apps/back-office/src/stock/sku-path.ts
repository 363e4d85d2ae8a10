/** Returns the page of a SKU, which may contain any character. */
export function skuPath(sku: string): string {
  return `/stock/sku/${encodeURIComponent(sku)}`;
}
