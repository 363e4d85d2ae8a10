import type { Document } from '../../bson/document.ts';

/** A collation ready for use. Absent (`undefined`) means the simple binary comparison. */
export interface Collation {
  /** The collation in full, as `listIndexes` reports it. */
  readonly spec: Document;
  /** Orders two strings; 0 when the collation does not tell them apart. */
  compareStrings(a: string, b: string): number;
  /**
   * A string such that two strings which compare as equal fold to the same one. The reverse does
   * not hold, and the order of folded strings is not the collation's order: an index under a
   * collation serves equality on strings, never their ranges or their order.
   */
  foldString(value: string): string;
}
