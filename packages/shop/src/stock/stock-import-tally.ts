import {
  type LimitedStock,
  MAX_REPORTED_NOTES,
  MAX_REPORTED_REJECTIONS,
  type StockImportRejection,
  type StockImportReport,
  type UnknownVariant,
} from '@trastienda/shop-contract';
import type { StockQuantity } from '@trastienda/shop-db';
import { CappedList } from '../base/capped-list.ts';
import type { CountedStock } from './count-stock.ts';
import type { Inventory, InventoryEntry } from './csv/read-inventory.ts';

/** Counts the outcomes of an inventory file's variants. */
export class StockImportTally {
  readonly #inventory: Inventory;
  readonly #counts = {
    ...{ changed: 0, unchanged: 0, setBefore: 0, notStocked: 0, untracked: 0, withheldUnits: 0 },
  };
  readonly #limited = new CappedList<LimitedStock>(MAX_REPORTED_NOTES);
  readonly #unknown = new CappedList<UnknownVariant>(MAX_REPORTED_NOTES);
  readonly #rejections = new CappedList<StockImportRejection>(MAX_REPORTED_REJECTIONS);

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
  }

  reject({ rows, sku, handle }: InventoryEntry, reasons: readonly string[]): void {
    this.#rejections.add({ rows, sku, handle, reasons: [...reasons] });
  }

  unknown({ rows, sku, handle, optionValues }: InventoryEntry): void {
    this.#unknown.add({ rows, sku, handle, optionValues: [...optionValues] });
  }

  notStocked(): void {
    this.#counts.notStocked += 1;
  }

  withhold(units: number): void {
    this.#counts.withheldUnits += units;
  }

  count(asked: readonly StockQuantity[], counted: readonly CountedStock[]): void {
    for (const { sku, counted: wanted, change, isCountedBefore, isLimited, after } of counted) {
      const { isTracked, onHand, reserved } = after;
      if (isCountedBefore) this.#counts.setBefore += 1;
      else if (change === 0) this.#counts.unchanged += 1;
      else this.#counts.changed += 1;
      if (!isTracked) this.#counts.untracked += 1;
      if (isLimited) this.#limited.add({ sku, counted: wanted, onHand, reserved });
    }
    // Variants of a product that has not been written since stock is counted have no stock.
    const known = new Set(counted.map(({ sku }) => sku));
    for (const { sku } of asked) {
      if (known.has(sku)) continue;
      const reasons = ['the SKU has no stock yet: import or edit its product first'];
      this.#rejections.add({ rows: [], sku, handle: null, reasons });
    }
  }

  get counts() {
    return {
      ...this.#counts,
      limited: this.#limited.count,
      unknown: this.#unknown.count,
      rejected: this.#rejections.count,
    };
  }

  report(): StockImportReport {
    const { rows, locations, ignoredColumns } = this.#inventory;
    return {
      rows,
      ...this.#counts,
      ...{ limitedCount: this.#limited.count, limited: this.#limited.first },
      ...{ unknownCount: this.#unknown.count, unknown: this.#unknown.first },
      ...{ rejected: this.#rejections.count, rejections: this.#rejections.first },
      locations: [...locations],
      ignoredColumns: [...ignoredColumns],
    };
  }
}
