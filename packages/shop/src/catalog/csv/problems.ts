import { MAX_REASONS } from '../../base/csv/bounds.ts';
import type { Field } from '../../base/csv/columns.ts';
import { quoted } from '../../base/csv/quoted.ts';
import type { ProductRow } from './product-row.ts';

/** Collects all problems of one product, so that its owner can fix them at once. */
export class Problems {
  readonly #reasons: string[] = [];
  #unlisted = 0;

  /** Adds a problem such as `row 7: Variant Price "12,50" is not an amount in EUR`. */
  add(row: ProductRow, problem: string): void {
    if (this.#reasons.length < MAX_REASONS) this.#reasons.push(`row ${row.number}: ${problem}`);
    else this.#unlisted++;
  }

  /** Adds a problem with one cell: the column's name and the text, followed by `problem`. */
  addCell(row: ProductRow, field: Field, problem: string): void {
    const text = row.cells.get(field);
    const name = row.columns.nameOf(field);
    this.add(row, `${name}${text === undefined ? '' : ` ${quoted(text)}`} ${problem}`);
  }

  get isEmpty(): boolean {
    return this.#reasons.length === 0;
  }

  /** Returns the problems in the order of discovery; beyond the limit they are only counted. */
  list(): string[] {
    const more = this.#unlisted > 0 ? [`and ${this.#unlisted} more problems`] : [];
    return [...this.#reasons, ...more];
  }
}
