import type { Document } from '../../bson/document.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';

/** `$eq`, `$gt`, `$gte`, `$lt` or `$lte` on a path. */
export interface ComparisonNode {
  readonly kind: 'eq' | 'gt' | 'gte' | 'lt' | 'lte';
  readonly path: string;
  readonly value: unknown;
}

/** `$in` on a path; `regexes` are the patterns in the list. */
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

/** A regular expression on a path. `prefix` is the literal prefix of every match, if any. */
export interface RegexNode {
  readonly kind: 'regex';
  readonly path: string;
  readonly pattern: string;
  readonly options: string;
  readonly prefix: string;
}

/** `$elemMatch`. In the object form, paths inside `node` are relative to the element. */
export interface ElemMatchNode {
  readonly kind: 'elemMatch';
  readonly path: string;
  /** `value`: operators on the element itself (relative path empty); `object`: a filter on it. */
  readonly form: 'value' | 'object';
  readonly node: FilterNode;
}

/** A predicate that no index serves: `$size`, `$type`, `$mod`, `$expr`, … */
export interface OtherNode {
  readonly kind: 'other';
  readonly operator: string;
  readonly path?: string;
}

/** A combination of other nodes; `not` has exactly one. */
export interface LogicalNode {
  readonly kind: 'and' | 'or' | 'nor' | 'not';
  readonly nodes: readonly FilterNode[];
}

/**
 * Syntax tree of a filter, for the planner. `$ne` and `$nin` appear as `not` around `eq` and `in`.
 */
export type FilterNode =
  | ComparisonNode
  | InNode
  | ExistsNode
  | RegexNode
  | ElemMatchNode
  | OtherNode
  | LogicalNode;

/** Whether a document matched, and the position in its first array for the positional `$`. */
export interface MatchResult {
  readonly matched: boolean;
  readonly arrayIndex?: number;
}

/** A compiled filter. */
export interface CompiledFilter {
  matches(doc: Document): boolean;
  matchWithPositions(doc: Document): MatchResult;
  readonly ast: FilterNode;
}

/** Options of a filter; see {@link EvaluationOptions}. */
export interface FilterOptions extends EvaluationOptions {
  /** True for a filter on an array element: `$expr` is refused with 224. */
  readonly isOnElement?: boolean;
}
