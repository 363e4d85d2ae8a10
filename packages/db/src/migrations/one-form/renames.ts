/** From the SKU as it is stored to its one spelling. */
export type Renames = ReadonlyMap<string, string>;

/** Part of a document that names a SKU, among fields that stay as they are. */
export interface WithSku {
  readonly sku: string;
}

/** The lines with new SKUs. */
export function renamed<Line extends WithSku>(lines: readonly Line[], renames: Renames): Line[] {
  return lines.map((line) => ({ ...line, sku: renames.get(line.sku) ?? line.sku }));
}

/**
 * Requires that a guarded write inside a transaction matched. The snapshot promises it; this holds on a
 * server whose snapshots do not.
 */
export function checkMatched({ matchedCount }: { readonly matchedCount: number }): void {
  if (matchedCount > 0) return;
  throw new Error('A document changed between two operations of one transaction.');
}
