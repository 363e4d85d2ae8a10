/**
 * The words that the semantics layer and the engine share.
 *
 * A {@link Document} is what `bson.deserialize(bytes, { promoteValues: false, promoteLongs: false,
 * promoteBuffers: false, bsonRegExp: true })` gives: plain objects, arrays, strings, booleans,
 * null, Date and the bson classes, so that int, long, double and decimal stay distinguishable. A
 * plain JavaScript number may occur in documents that this package makes: an integral one within
 * 32 bits counts as an int, any other as a double. `undefined` stands for "no such field" (and, as
 * an index key, for BSON's undefined, which is the key of an empty array).
 */
export type Document = Record<string, unknown>;

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

/** `$eq`, `$gt`, `$gte`, `$lt` or `$lte` on a path. */
export interface ComparisonNode {
  readonly kind: 'eq' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly path: string;
  readonly value: unknown;
}

/** One value of a path against a list; `regexes` holds the patterns of the list. */
export interface InNode {
  readonly kind: 'in';
  readonly path: string;
  readonly values: readonly unknown[];
  readonly regexes: readonly RegexNode[];
}

/** `$exists`. */
export interface ExistsNode {
  readonly kind: 'exists';
  readonly path: string;
  readonly exists: boolean;
}

/** A regular expression on a path. `prefix` is the literal text every match begins with, if any. */
export interface RegexNode {
  readonly kind: 'regex';
  readonly path: string;
  readonly pattern: string;
  readonly options: string;
  readonly prefix: string;
}

/** `$elemMatch`; in the object form the paths inside `node` are relative to the element. */
export interface ElemMatchNode {
  readonly kind: 'elemMatch';
  readonly path: string;
  /** `value`: operators on the element itself (relative path is empty); `object`: a filter on it. */
  readonly form: 'value' | 'object';
  readonly node: FilterNode;
}

/** A predicate no index serves: `$size`, `$type`, `$mod`, `$expr`, … */
export interface OtherNode {
  readonly kind: 'other';
  readonly operator: string;
  readonly path?: string;
}

/** The combination of other nodes; `not` has exactly one. */
export interface LogicalNode {
  readonly kind: 'and' | 'or' | 'nor' | 'not';
  readonly nodes: readonly FilterNode[];
}

/** What a filter says, for the planner. `$ne` and `$nin` appear as `not` around `eq` and `in`. */
export type FilterNode =
  | ComparisonNode
  | InNode
  | ExistsNode
  | RegexNode
  | ElemMatchNode
  | OtherNode
  | LogicalNode;

/** Whether a document matched and, for the positional `$`, where in the first array it did. */
export interface MatchResult {
  readonly matched: boolean;
  readonly arrayIndex?: number;
}

/** A filter ready for use. */
export interface CompiledFilter {
  matches(doc: Document): boolean;
  matchWithPositions(doc: Document): MatchResult;
  readonly ast: FilterNode;
}

/** What a filter, projection, update or pipeline may need from the command around it. */
export interface EvaluationOptions {
  readonly collation?: Collation | undefined;
  /** The values of the command's `let` by name, as `evaluateLet` of the aggregation gives them. */
  readonly vars?: Document | undefined;
  /** `$$NOW`; the time of compilation when absent. */
  readonly now?: Date | undefined;
}

/** As {@link EvaluationOptions}, for a filter. */
export interface FilterOptions extends EvaluationOptions {
  /** True where a filter is about an array element: `$expr` is refused with 224. */
  readonly isOnElement?: boolean;
}

/** The options of an update command's single update. */
export interface UpdateOptions extends EvaluationOptions {
  /** Leaves empty timestamps of a replacement empty. */
  readonly keepsEmptyTimestamps?: boolean | undefined;
  readonly arrayFilters?: readonly Document[] | undefined;
}

/** What an update needs to know about the document it is applied to. */
export interface UpdateContext {
  /** Where the filter matched inside an array, for the positional `$`. */
  readonly positionalIndex?: number | undefined;
  /** True when the document is an upsert's: `$setOnInsert` applies and `_id` may be set. */
  readonly isUpsertInsert: boolean;
  readonly now: Date;
}

/** An update ready for use. */
export interface CompiledUpdate {
  readonly kind: 'replacement' | 'operators' | 'pipeline';
  /** True when the update has a positional `$`, so that `positionalIndex` must be found first. */
  readonly needsPosition: boolean;
  /** The document after the update; the input is never changed, parts of it may be shared. */
  apply(doc: Document, context: UpdateContext): { doc: Document; modified: boolean };
}

/** A projection ready for use. */
export interface CompiledProjection {
  /** True when the projection gives every document back as it is. */
  readonly isIdentity: boolean;
  /** True when it has a positional `$`, for which it asks the filter it was compiled with. */
  readonly needsPosition: boolean;
  /** `match` overrides what the filter says about this document (after an update, say). */
  apply(doc: Document, match?: MatchResult): Document;
}

/** A sort order ready for use. */
export interface CompiledSort {
  readonly paths: readonly string[];
  readonly directions: readonly (1 | -1)[];
  compare(a: Document, b: Document): number;
  /** The sort key of a document, to be computed once per document and compared with `compareKeys`. */
  keyOf(doc: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/** What {@link CompiledFilter}-aware index maintenance needs to know about an index. */
export interface IndexKeyOptions {
  readonly sparse?: boolean | undefined;
  readonly partialFilter?: CompiledFilter | undefined;
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
