import { createHash } from 'node:crypto';
import { MAX_REPORTED_ROWS } from '@trastienda/shop-contract';
import { type CsvRow, csvRows } from '../../base/csv/csv-rows.ts';
import type { CsvSource } from '../../base/csv/csv-source.ts';
import { fileInvalid } from '../../base/csv/file-invalid.ts';
import { handleKey } from '../../base/csv/handle-key.ts';
import { quoted } from '../../base/csv/quoted.ts';
import { readSku } from '../../base/csv/read-sku.ts';
import {
  type InventoryColumns,
  type InventoryField,
  readInventoryColumns,
} from './inventory-columns.ts';
import { type RowQuantity, readQuantities } from './read-quantities.ts';

/** Maximum text of all names in UTF-16 units: variants are in memory until the end of the file. */
const MAX_TEXT = 32 * 1024 * 1024;

/** Maximum reasons kept for one variant. */
const MAX_VARIANT_REASONS = 20;

/** Totals of a variant over all of its rows in an inventory file. */
export interface InventoryEntry {
  /** Numbers of its first 100 rows. */
  readonly rows: number[];
  readonly sku: string | null;
  /** Handle as in the file, and normalized; null when there is none. */
  readonly handle: string | null;
  readonly key: string | null;
  readonly optionValues: readonly string[];
  /** Sellable units in the counted locations; null when none of them stocks the variant. */
  quantity: number | null;
  /** Units in the counted locations that cannot be sold. */
  withheld: number;
  readonly reasons: string[];
  readonly locations: Set<string>;
}

/** An inventory file that was read to its end. */
export interface Inventory {
  readonly rows: number;
  /** Digest of the file's content and the chosen locations. */
  readonly digest: string;
  readonly entries: readonly InventoryEntry[];
  readonly locations: readonly { readonly name: string; readonly isCounted: boolean }[];
  readonly ignoredColumns: readonly { readonly name: string; readonly cells: number }[];
}

/**
 * Reads an inventory CSV with a row for each variant and location, or a column for each location.
 * Sums the quantities of a variant over all locations, or over those in `chosen`.
 * @throws {ShopError} IMPORT_FILE_INVALID when the file is not such a CSV, is not well-formed, is
 * too large, or lacks a chosen location.
 */
export async function readInventory(
  source: CsvSource,
  chosen: readonly string[],
): Promise<Inventory> {
  const hash = createHash('sha256');
  const reader = new InventoryReader(chosen);
  const hashed: CsvSource = async function* () {
    for await (const piece of source()) {
      hash.update(piece);
      yield piece;
    }
  };
  for await (const row of csvRows(hashed)) reader.add(row);
  hash.update(JSON.stringify(chosen.map(folded).sort()));
  return reader.finish(hash.digest('hex'));
}

const folded = (name: string) => name.trim().toLowerCase().normalize('NFC');

class InventoryReader {
  readonly #chosen: ReadonlyMap<string, string>;
  readonly #entries = new Map<string, InventoryEntry>();
  readonly #locations = new Map<string, string>();
  readonly #ignored = new Map<number, number>();
  #columns: InventoryColumns | undefined;
  #rows = 0;
  #textLength = 0;

  constructor(chosen: readonly string[]) {
    this.#chosen = new Map(chosen.map((name) => [folded(name), name.trim()]));
  }

  add({ number, cells }: CsvRow): void {
    if (this.#columns === undefined) {
      this.#columns = readInventoryColumns(cells);
      for (const { name } of this.#columns.locations ?? []) this.#locations.set(folded(name), name);
      return;
    }
    const texts = cells.map((text) => text.trim());
    const width = texts.findLastIndex((text) => text !== '') + 1;
    if (width === 0) return;
    this.#rows += 1;
    const columns = this.#columns;
    for (const { index } of columns.ignored) {
      if ((texts[index] ?? '') !== '')
        this.#ignored.set(index, (this.#ignored.get(index) ?? 0) + 1);
    }
    const entry = this.#entryOf(texts, columns);
    if (entry.rows.length < MAX_REPORTED_ROWS) entry.rows.push(number);
    const object = (problem: string) => {
      if (entry.reasons.length < MAX_VARIANT_REASONS)
        entry.reasons.push(`row ${number}: ${problem}`);
    };
    if (width > columns.width) object(`has ${width} cells, the header has ${columns.width}`);
    if (entry.sku === null && entry.key === null) object('has neither a SKU nor a handle');
    for (const quantity of readQuantities(texts, columns, object)) {
      this.#count(entry, quantity, object);
    }
  }

  finish(digest: string): Inventory {
    const columns = this.#columns;
    if (columns === undefined) throw fileInvalid('The file has no header.', { row: 1 });
    for (const [key, name] of this.#chosen) {
      if (this.#locations.has(key)) continue;
      const names = [...this.#locations.values()];
      throw fileInvalid(
        `The file has no location "${name}"; it has: ${names.join(', ') || 'none'}.`,
        {
          locations: names.slice(0, 100),
        },
      );
    }
    return {
      rows: this.#rows,
      digest,
      entries: [...this.#entries.values()],
      locations: [...this.#locations].map(([key, name]) => ({
        name,
        isCounted: this.#isCounted(key),
      })),
      ignoredColumns: columns.ignored.map(({ index, name }) => ({
        name,
        cells: this.#ignored.get(index) ?? 0,
      })),
    };
  }

  #isCounted(location: string): boolean {
    return this.#chosen.size === 0 || this.#chosen.has(location);
  }

  #entryOf(texts: readonly string[], { indexes }: InventoryColumns): InventoryEntry {
    const cell = (field: InventoryField) => {
      const index = indexes.get(field);
      return (index === undefined ? undefined : texts[index]) || null;
    };
    const handle = cell('handle');
    const sku = cell('sku');
    const values = [cell('option1Value'), cell('option2Value'), cell('option3Value')];
    const optionValues = isDefaultOnly(cell('option1Name'), values)
      ? []
      : values.flatMap((value) => value ?? []);
    const name = JSON.stringify([
      sku && readSku(sku),
      handle && handleKey(handle),
      ...optionValues,
    ]);
    const known = this.#entries.get(name);
    if (known !== undefined) return known;
    this.#textLength += name.length;
    if (this.#textLength > MAX_TEXT) {
      throw fileInvalid('The file names too many variants; split it.', {
        row: this.#rows + 1,
      });
    }
    const entry: InventoryEntry = {
      rows: [],
      ...{ sku: sku && readSku(sku), handle, key: handle && handleKey(handle), optionValues },
      ...{ quantity: null, withheld: 0, reasons: [], locations: new Set() },
    };
    this.#entries.set(name, entry);
    return entry;
  }

  #count(entry: InventoryEntry, row: RowQuantity, object: (problem: string) => void): void {
    const location = folded(row.location ?? '');
    if (row.location !== null && !this.#locations.has(location)) {
      this.#locations.set(location, row.location);
    }
    if (!this.#isCounted(location)) return;
    if (entry.locations.has(location)) {
      const where =
        row.location === null ? 'this variant' : `this variant in ${quoted(row.location)}`;
      object(`is a second row about ${where}`);
      return;
    }
    entry.locations.add(location);
    if (row.quantity === null) return;
    entry.quantity = (entry.quantity ?? 0) + row.quantity;
    entry.withheld += row.withheld;
  }
}

/**
 * Shopify writes the option `Title` with the value `Default Title` for products without options.
 */
function isDefaultOnly(
  name: string | null,
  [first, ...others]: readonly (string | null)[],
): boolean {
  const isTitle = name === null || name.toLowerCase() === 'title';
  const isDefault = first?.toLowerCase() === 'default title';
  return isTitle && isDefault && others.every((value) => value === null);
}
