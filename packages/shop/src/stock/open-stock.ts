import type { StockChange, StockOpening, StockState } from '@trastienda/db';
import { readStock, type StockDatabase } from './change-stock.ts';
import { followedSettings, openedStock, type StockSettings } from './plan-opening.ts';
import type { StockCause } from './stock-cause.ts';

/**
 * Follows what the catalog says of variants: opens the stock of new SKUs with their quantity as a
 * movement, and takes on tracking and policy of known ones, whose quantity stays. Their products
 * are written in the same transaction, and with them what lists say of the SKUs: returns what there
 * is of each.
 */
export async function openStock(
  database: StockDatabase,
  settings: readonly StockSettings[],
  cause: StockCause,
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
        const opening = openedStock(each, cause);
        openings.push(opening);
        states.set(each.sku, opening.stock);
      } else {
        const change = followedSettings(before, each, cause);
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
