/** Maps stored SKUs to their normalized spelling. */
export type Renames = ReadonlyMap<string, string>;

/** A part of a document that names a SKU; its other fields stay unchanged. */
export interface WithSku {
  readonly sku: string;
}

/** Returns the lines with renamed SKUs. */
export function renamed<Line extends WithSku>(lines: readonly Line[], renames: Renames): Line[] {
  return lines.map((line) => ({ ...line, sku: renames.get(line.sku) ?? line.sku }));
}

/**
 * Requires that a guarded write inside a transaction matched. The snapshot guarantees it; this
 * check holds on a server whose snapshots do not.
 */
export function checkMatched({ matchedCount }: { readonly matchedCount: number }): void {
  if (matchedCount > 0) return;
  throw new Error('A document changed between two operations of one transaction.');
}
