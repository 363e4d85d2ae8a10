import { createHash } from 'node:crypto';
import { readSku } from '../../base/csv/read-sku.ts';
import { readableSku } from './generate-sku.ts';
import type { ProductRow } from './product-row.ts';
import { OPTION_FIELDS } from './read-options.ts';
import { isVariantRow } from './read-variant.ts';
import { slugOfHandle } from './slug-of-handle.ts';

/** Maximum length of a SKU that is remembered; a longer one is rejected with its product. */
const MAX_SKU = 255;

/** Lookup of the SKUs that a file states. */
export interface FileSkus {
  has(sku: string): boolean;
  /**
   * Returns true when several rows state the SKU: the source allows that, so it identifies no
   * variant.
   */
  isRepeated(sku: string): boolean;
  /** Returns true when several products state the SKU. */
  isShared(sku: string): boolean;
  /**
   * Returns true when several variants without a unique SKU would get this readable SKU. None of
   * them gets it, so that the order of the file does not matter.
   */
  isContested(sku: string): boolean;
}

/**
 * Counts the SKUs that a file states, then those that must be generated. Remembers one handle for
 * each stated SKU and one number for each generated SKU.
 */
export class SkuCounter implements FileSkus {
  readonly #firstKeys = new Map<string, string>();
  readonly #repeated = new Set<string>();
  readonly #shared = new Set<string>();
  /** Number of variants that would get a readable SKU, by the SKU's digest. */
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

  /** True when rows must also be passed to `countGenerated`, after all were passed to `countStated`. */
  get needsGeneration(): boolean {
    return this.#hasUnnamed || this.#repeated.size > 0;
  }

  countGenerated(row: ProductRow, key: string): void {
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

/** Returns null when a row has no SKU, undefined when the SKU is too long. */
function statedSku({ cells }: ProductRow): string | null | undefined {
  const cell = cells.get('sku');
  if (cell === undefined) return null;
  return cell.length > MAX_SKU ? undefined : readSku(cell);
}

/**
 * Returns the option values of a single row. The option names are in the product's first row, so a
 * single `Default Title` is treated as no option.
 */
function optionValuesOf({ cells }: ProductRow): string[] {
  const values = OPTION_FIELDS.flatMap(({ value }) => cells.get(value) ?? []);
  const isDefault = values.length === 1 && values[0]?.toLowerCase() === 'default title';
  return isDefault ? [] : values;
}

/** Digests text to a number. A collision only makes both SKUs longer. */
function digest(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
