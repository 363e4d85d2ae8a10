import type { Document } from '../../bson/document.ts';
import type { Collation } from '../values/collation-types.ts';

/** A sort order ready for use. */
export interface CompiledSort {
  readonly paths: readonly string[];
  readonly directions: readonly (1 | -1)[];
  compare(a: Document, b: Document): number;
  /** The sort key of a document, to be computed once per document and compared with `compareKeys`. */
  keyOf(doc: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/** What index maintenance needs to know about an index. */
export interface IndexKeyOptions {
  readonly sparse?: boolean | undefined;
  readonly partialFilter?: { matches(doc: Document): boolean } | undefined;
  readonly collation?: Collation | undefined;
}

/** The keys a document has in an index; none when the index does not hold the document. */
export interface IndexKeys {
  /** Distinct keys, each with one value per field of the index. */
  readonly keys: readonly (readonly unknown[])[];
  readonly isMultikey: boolean;
  /** The fields of the key pattern on whose path an array was met. */
  readonly multikeyPaths: readonly string[];
  /** The paths that held an array: beginnings of the paths of the key pattern, or all of one. */
  readonly arrayPlaces: readonly string[];
}

/** One end of a {@link ValueInterval}. */
export interface IntervalEnd {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/**
 * A range of values in BSON order. A `bracketOf` end bounds one type bracket: `lower: { bracketOf:
 * 5 }` begins at the smallest possible value of the type of 5.
 */
export interface ValueInterval {
  readonly lower: IntervalEnd | { readonly bracketOf: unknown };
  readonly upper: IntervalEnd | { readonly bracketOf: unknown };
}

/** A range of encoded keys: `start` belongs to it, `end` does not. */
export interface KeyRange {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

/** An encoded key. */
export interface EncodedKey {
  readonly bytes: Uint8Array;
  /**
   * True when different values may share these bytes (cut and hashed because it was too long, or
   * folded under a collation): a unique check must then compare the real values.
   */
  readonly isLossy: boolean;
}
