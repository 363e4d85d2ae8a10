import type { Document } from '../../bson/document.ts';

/** A compiled collation. `undefined` means binary comparison. */
export interface Collation {
  /** The complete collation, as `listIndexes` reports it. */
  readonly spec: Document;
  /** Compares two strings; 0 when they are equal under the collation. */
  compareStrings(a: string, b: string): number;
  /**
   * Folds a string, so that equal strings fold to the same string. The reverse does not hold, and
   * folded strings do not sort like the collation. So an index under a collation serves equality on
   * strings, never ranges or order.
   */
  foldString(value: string): string;
}
