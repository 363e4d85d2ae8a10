import { MAX_PRODUCT_ROWS, MAX_PRODUCT_TEXT } from '../../base/csv/bounds.ts';
import type { ProductRow } from './product-row.ts';

/** Collects the rows of one product; beyond the limits only their numbers are kept. */
export class ProductRows {
  readonly key: string;
  /** Handle as in the product's first row. */
  readonly handle: string;
  readonly numbers: number[] = [];
  readonly rows: ProductRow[] = [];
  #textLength = 0;

  constructor(key: string, first: ProductRow) {
    this.key = key;
    this.handle = first.cells.get('handle') ?? key;
    this.add(first);
  }

  add(row: ProductRow): void {
    this.numbers.push(row.number);
    if (this.isTooLarge) return;
    this.#textLength += row.textLength;
    this.rows.push(row);
    if (this.isTooLarge) this.rows.length = 0;
  }

  /** True when the product exceeds the limits; its rows are discarded then. */
  get isTooLarge(): boolean {
    return this.numbers.length > MAX_PRODUCT_ROWS || this.#textLength > MAX_PRODUCT_TEXT;
  }
}
