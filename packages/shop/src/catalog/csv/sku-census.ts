import { createHash } from 'node:crypto';
import { readSku } from '../../base/csv/read-sku.ts';
import { readableSku } from './make-sku.ts';
import type { ProductRow } from './product-row.ts';
import { OPTION_FIELDS } from './read-options.ts';
import { isVariantRow } from './read-variant.ts';
import { slugOfHandle } from './slug-of-handle.ts';

/** The longest SKU that is remembered; a longer one is refused with its product. */
const MAX_SKU = 255;

/** The SKUs that a file states. */
export interface FileSkus {
  has(sku: string): boolean;
  /** Whether several rows state it: the source allows that, and it then names none of them. */
  isRepeated(sku: string): boolean;
  /** Whether several products state it. */
  isShared(sku: string): boolean;
  /**
   * Whether it is the readable SKU of several variants for which one is made. None of them gets it:
   * which comes first must not matter.
   */
  isContested(sku: string): boolean;
}

/**
 * Counts who states which SKU, and then which are to be made. Remembers one handle for each that is
 * stated, and a number for each that is made.
 */
export class SkuCensus implements FileSkus {
  readonly #firstKeys = new Map<string, string>();
  readonly #repeated = new Set<string>();
  readonly #shared = new Set<string>();
  /** How many variants would get a readable SKU, by its digest. */
  readonly #made = new Map<number, number>();
  #hasUnnamed = false;
  #slug = { key: '', slug: '' };

  countStated(row: ProductRow, key: string): void {
    const sku = statedSku(row);
    if (sku === undefined) return;
    if (sku === null) {
      this.#hasUnnamed ||= isVariantRow(row);
      return;
    }
    const first = this.#firstKeys.get(sku);
    if (first === undefined) {
      this.#firstKeys.set(sku, key);
      return;
    }
    this.#repeated.add(sku);
    if (first !== key) this.#shared.add(sku);
  }

  /** Whether rows have to be counted by `countMade` too, after all were by `countStated`. */
  get isMaking(): boolean {
    return this.#hasUnnamed || this.#repeated.size > 0;
  }

  countMade(row: ProductRow, key: string): void {
    const sku = statedSku(row);
    if (sku === undefined || !isVariantRow(row)) return;
    if (sku !== null && !this.#repeated.has(sku)) return;
    if (this.#slug.key !== key) this.#slug = { key, slug: slugOfHandle(key) };
    const readable = readableSku({
      ...{ ...this.#slug, optionValues: optionValuesOf(row), sourceSku: sku },
      isShared: sku !== null && this.#shared.has(sku),
    });
    if (readable === null) return;
    const made = digest(readable);
    this.#made.set(made, (this.#made.get(made) ?? 0) + 1);
  }

  has(sku: string): boolean {
    return this.#firstKeys.has(sku);
  }

  isRepeated(sku: string): boolean {
    return this.#repeated.has(sku);
  }

  isShared(sku: string): boolean {
    return this.#shared.has(sku);
  }

  isContested(sku: string): boolean {
    return (this.#made.get(digest(sku)) ?? 0) > 1;
  }
}

/** Null where a row has none, undefined where it is too long. */
function statedSku({ cells }: ProductRow): string | null | undefined {
  const cell = cells.get('sku');
  if (cell === undefined) return null;
  return cell.length > MAX_SKU ? undefined : readSku(cell);
}

/**
 * The options of a row without the rest of its product, whose first row names them: a single
 * `Default Title` is taken for none.
 */
function optionValuesOf({ cells }: ProductRow): string[] {
  const values = OPTION_FIELDS.flatMap(({ value }) => cells.get(value) ?? []);
  const isDefault = values.length === 1 && values[0]?.toLowerCase() === 'default title';
  return isDefault ? [] : values;
}

/** Two that are one by chance get a longer SKU each, and nothing else. */
function digest(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
