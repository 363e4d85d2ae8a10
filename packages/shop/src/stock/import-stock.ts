import { auditedOrigin } from '@trastienda/base';
import { type CallOrigin, ShopError } from '@trastienda/shop-contract';
import { countStock } from './count-stock.ts';
import { type InventoryEntry, readInventory } from './csv/read-inventory.ts';
import { batchesOf, resolveVariants } from './resolve-variants.ts';
import { StockImportTally } from './stock-import-tally.ts';
import type { StockDeps, StockService } from './stock-service.ts';

/** A SKU and its quantity in the file. */
interface Count {
  readonly sku: string;
  readonly quantity: number;
}

/** Creates the import of inventory files. */
export function createImportStock(deps: StockDeps): Pick<StockService, 'import'> {
  const { database, clock } = deps;

  /** Counts SKUs and records them in the audit log, in one transaction. */
  const apply = (batch: readonly Count[], source: ImportSource, origin: CallOrigin) =>
    database.transaction(async () => {
      const at = clock.now();
      const { requestId } = origin;
      const cause = { at, requestId, reason: `inventory import ${source.file}` };
      const counted = await countStock(database, batch, source, cause);
      await database.audit.appendAll(
        counted
          .filter(({ change }) => change !== 0)
          .map(({ sku, change, after }) => ({
            ...{ at, action: 'stock.adjusted' as const, subjectId: sku },
            details: { change, onHand: after.onHand, file: source.file },
            ...auditedOrigin(origin),
          })),
      );
      return counted;
    });

  return {
    async import(source, origin, { locations = [], again = false, onProgress, signal } = {}) {
      const inventory = await readInventory(source, locations);
      const tally = new StockImportTally(inventory);
      const { digest: key } = inventory;
      const file: ImportSource = { key, file: key.slice(0, 12), isRepeated: again };
      const record = (isComplete: boolean) =>
        database.audit.append({
          ...{ at: clock.now(), action: 'stock.imported' as const, subjectId: null },
          details: { ...tally.counts, rows: inventory.rows, file: file.file, isComplete },
          ...auditedOrigin(origin),
        });
      const counts = await planCounts(deps, inventory.entries, tally);
      try {
        let done = 0;
        for (const batch of batchesOf(counts)) {
          if (signal?.aborted) throw new ShopError('REQUEST_CANCELLED', { cause: signal.reason });
          tally.count(batch, await apply(batch, file, origin));
          done += batch.length;
          onProgress?.({ rows: done, totalRows: counts.length });
        }
      } catch (error) {
        // When the log cannot be written either, the cause of the interruption is the better error.
        await record(false).catch(() => undefined);
        throw error;
      }
      await record(true);
      return tally.report();
    },
  };
}

interface ImportSource {
  readonly key: string;
  /** Name of the file in the reason of movements and in the audit log. */
  readonly file: string;
  readonly isRepeated: boolean;
}

/** Plans which SKUs to count, in order; reports the others to the tally. */
async function planCounts(
  { database }: StockDeps,
  entries: readonly InventoryEntry[],
  tally: StockImportTally,
): Promise<Count[]> {
  const resolved = await resolveVariants(database, entries);
  const bySku = new Map<string, InventoryEntry[]>();
  for (const [entry, sku] of resolved) {
    if (entry.reasons.length > 0) tally.reject(entry, entry.reasons);
    else if (sku === null) tally.unknown(entry);
    else bySku.set(sku, [...(bySku.get(sku) ?? []), entry]);
  }
  const counts: Count[] = [];
  for (const [sku, same] of bySku) {
    const [entry, ...others] = same;
    if (entry === undefined) continue;
    if (others.length > 0) {
      const rows = same.map((each) => each.rows[0]).join(', ');
      for (const each of same) tally.reject(each, [`rows ${rows} are about the same SKU, ${sku}`]);
    } else if (entry.quantity === null) {
      tally.notStocked();
    } else {
      tally.withhold(entry.withheld);
      counts.push({ sku, quantity: entry.quantity });
    }
  }
  return counts.sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
