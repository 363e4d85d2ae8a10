import type { Document } from '../../bson/document.ts';
import type { Collation } from '../values/collation-types.ts';

/** A compiled sort order. */
export interface CompiledSort {
  readonly paths: readonly string[];
  readonly directions: readonly (1 | -1)[];
  compare(a: Document, b: Document): number;
  /**
   * Returns the sort key of a document. Compute it once per document and compare with
   * `compareKeys`.
   */
  keyOf(doc: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/** Options of an index that affect its keys. */
export interface IndexKeyOptions {
  readonly sparse?: boolean | undefined;
  readonly partialFilter?: { matches(doc: Document): boolean } | undefined;
  readonly collation?: Collation | undefined;
}

/** Keys of a document in an index; none when the index excludes the document. */
export interface IndexKeys {
  /** Distinct keys, each with one value per field of the index. */
  readonly keys: readonly (readonly unknown[])[];
  readonly isMultikey: boolean;
  /** Fields of the key pattern with an array on their path. */
  readonly multikeyPaths: readonly string[];
  /** Paths that contained an array: prefixes of the key pattern's paths, or whole paths. */
  readonly arrayPaths: readonly string[];
}

/** One end of a {@link ValueInterval}. */
export interface IntervalEnd {
  readonly value: unknown;
  readonly inclusive: boolean;
}

/**
 * A range of values in BSON order. A `bracketOf` end bounds one type bracket: `lower: { bracketOf:
 * 5 }` starts at the smallest possible value of the type of 5.
 */
export interface ValueInterval {
  readonly lower: IntervalEnd | { readonly bracketOf: unknown };
  readonly upper: IntervalEnd | { readonly bracketOf: unknown };
}

/** A range of encoded keys, `start` inclusive, `end` exclusive. */
export interface KeyRange {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
}

/** An encoded key. */
export interface EncodedKey {
  readonly bytes: Uint8Array;
  /**
   * True when different values may have these bytes: the key was truncated and hashed, or folded
   * under a collation. A unique check must then compare the actual values.
   */
  readonly isLossy: boolean;
}
