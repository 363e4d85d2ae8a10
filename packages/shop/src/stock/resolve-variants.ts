import type { Database } from '@trastienda/shop-db';
import { findByHandles } from '../base/find-by-handles.ts';
import type { InventoryEntry } from './csv/read-inventory.ts';

/** Handles or SKUs per query. */
const BATCH = 100;

/** SKU in the shop for each variant of an inventory file; null when the shop has none. */
export type ResolvedVariants = ReadonlyMap<InventoryEntry, string | null>;

/**
 * Matches the variants of a file to those of the shop: by SKU when the file has it for one variant
 * only and the shop has it for the product with the row's handle, else by handle and options, as an
 * import of products does. A SKU that the shop has generated means nothing to the source, which may
 * use it for another product.
 */
export async function resolveVariants(
  database: Pick<Database, 'stock' | 'products'>,
  entries: readonly InventoryEntry[],
): Promise<ResolvedVariants> {
  const uses = new Map<string, number>();
  for (const { sku } of entries) if (sku !== null) uses.set(sku, (uses.get(sku) ?? 0) + 1);
  const resolved = new Map<InventoryEntry, string | null>(entries.map((entry) => [entry, null]));

  const bySku = entries.filter(({ sku }) => sku !== null && uses.get(sku) === 1);
  for (const batch of batchesOf(bySku)) {
    const skus = batch.flatMap(({ sku }) => sku ?? []);
    const known = new Set((await database.stock.find(skus)).map(({ sku }) => sku));
    const handles = await database.products.findSkuHandles(skus);
    for (const entry of batch) {
      const { sku, key } = entry;
      if (sku === null || !known.has(sku)) continue;
      // Stock outlives its product; then there is no handle to compare.
      if (key === null || key === (handles.get(sku) ?? key)) resolved.set(entry, sku);
    }
  }

  const byHandle = new Map<string, InventoryEntry[]>();
  for (const entry of entries) {
    if (entry.key === null || resolved.get(entry) !== null) continue;
    const same = byHandle.get(entry.key);
    if (same === undefined) byHandle.set(entry.key, [entry]);
    else same.push(entry);
  }
  for (const batch of batchesOf([...byHandle])) {
    const found = await findByHandles(
      database,
      batch.map(([key]) => key),
    );
    for (const [key, same] of batch) {
      const variants = found.byKey(key)?.variants ?? [];
      const skus = new Map(variants.map((each) => [JSON.stringify(each.optionValues), each.sku]));
      for (const entry of same) {
        resolved.set(entry, skus.get(JSON.stringify(entry.optionValues)) ?? null);
      }
    }
  }
  return resolved;
}

/** Splits items into batches of one query each. */
export function* batchesOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}
