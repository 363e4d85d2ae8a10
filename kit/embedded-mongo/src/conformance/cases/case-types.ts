import type { Document } from '../../bson/document.ts';

/**
 * Common parts of a case: an id, a sentence, and the page of the manual (below
 * mongodb.com/docs/manual/).
 */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly page: string;
}

/** Documents that a filter matches and documents that it does not, or its error. */
export interface FilterCase extends Case {
  readonly filter: Document;
  readonly matches?: readonly Document[];
  readonly rejects?: readonly Document[];
  readonly error?: number;
}

/** A document before and after an update, or its error. */
export interface UpdateCase extends Case {
  readonly update: Document | readonly Document[];
  readonly before: Document;
  readonly after?: Document;
  readonly error?: number;
  readonly arrayFilters?: readonly Document[];
  /** The query's filter, for the positional `$`. */
  readonly filter?: Document;
  readonly isInsert?: boolean;
}

/** A document and its projection, or the error. */
export interface ProjectionCase extends Case {
  readonly projection: Document;
  readonly doc: Document;
  readonly result?: Document;
  readonly error?: number;
  readonly filter?: Document;
}

/** Documents in sort order. */
export interface OrderCase extends Case {
  readonly sort: Document;
  readonly docs: readonly Document[];
  readonly collation?: Document;
}

/** An expression, a document and the result (`undefined`: missing), or the error. */
export interface ExpressionCase extends Case {
  readonly expression: unknown;
  readonly doc?: Document;
  readonly result?: unknown;
  readonly error?: number;
}

/** A pipeline, its input and its output, or the error. */
export interface PipelineCase extends Case {
  readonly pipeline: readonly Document[];
  readonly docs: readonly Document[];
  readonly result?: readonly Document[];
  readonly error?: number;
  /** Other collections by name. */
  readonly others?: Readonly<Record<string, readonly Document[]>>;
}
