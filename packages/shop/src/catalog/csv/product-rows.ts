import { MAX_PRODUCT_ROWS, MAX_PRODUCT_TEXT } from '../../base/csv/bounds.ts';
import type { ProductRow } from './product-row.ts';

/** The rows of one product, gathered; past the bounds only their numbers are kept. */
export class ProductRows {
  readonly key: string;
  /** The handle as its first row has it. */
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

  /** Whether there is more than one product may have; its rows are gone then. */
  get isTooLarge(): boolean {
    return this.numbers.length > MAX_PRODUCT_ROWS || this.#textLength > MAX_PRODUCT_TEXT;
  }
}
