import type { StockChange, StockOpening, StockState } from '@trastienda/shop-db';
import { readStock, type StockDatabase } from './change-stock.ts';
import { planOpening, planSettingsUpdate, type StockSettings } from './plan-opening.ts';
import type { StockChangeContext } from './stock-change-context.ts';

/**
 * Applies the catalog's variants to stock: opens the stock of new SKUs with their quantity as a
 * movement, and updates tracking and policy of known SKUs, whose quantity stays. The caller writes
 * the products in the same transaction, which refreshes their listings. Returns the current stock
 * of each SKU.
 */
export async function openStock(
  database: StockDatabase,
  settings: readonly StockSettings[],
  cause: StockChangeContext,
): Promise<StockState[]> {
  const wanted = new Map(settings.map((each) => [each.sku, each]));
  if (wanted.size === 0) return [];
  return database.transaction(async () => {
    const states = await readStock(database, [...wanted.keys()]);
    const openings: StockOpening[] = [];
    const changes: StockChange[] = [];
    for (const each of wanted.values()) {
      const before = states.get(each.sku);
      if (before === undefined) {
        const opening = planOpening(each, cause);
        openings.push(opening);
        states.set(each.sku, opening.stock);
      } else {
        const change = planSettingsUpdate(before, each, cause);
        if (change === null) continue;
        changes.push(change);
        states.set(each.sku, change.after);
      }
    }
    await database.stock.insert(openings);
    await database.stock.update(changes);
    return [...states.values()];
  });
}
