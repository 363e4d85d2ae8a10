import type { Document } from '../../bson/document.ts';

/** What every case has: a name, a sentence, and the manual page (below mongodb.com/docs/manual/). */
export interface Case {
  readonly id: string;
  readonly what: string;
  readonly page: string;
}

/** Documents that a filter takes and documents that it does not, or the error it is. */
export interface FilterCase extends Case {
  readonly filter: Document;
  readonly takes?: readonly Document[];
  readonly leaves?: readonly Document[];
  readonly error?: number;
}

/** A document before and after an update, or the error it is. */
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

/** A document and what a projection makes of it, or the error it is. */
export interface ProjectionCase extends Case {
  readonly projection: Document;
  readonly doc: Document;
  readonly result?: Document;
  readonly error?: number;
  readonly filter?: Document;
}

/** Documents in the order that a sort gives them. */
export interface OrderCase extends Case {
  readonly sort: Document;
  readonly docs: readonly Document[];
  readonly collation?: Document;
}

/** An expression on a document and its value (`undefined`: missing), or the error it is. */
export interface ExpressionCase extends Case {
  readonly expression: unknown;
  readonly doc?: Document;
  readonly result?: unknown;
  readonly error?: number;
}

/** A pipeline over documents and what comes out, or the error it is. */
export interface PipelineCase extends Case {
  readonly pipeline: readonly Document[];
  readonly docs: readonly Document[];
  readonly result?: readonly Document[];
  readonly error?: number;
  /** Other collections by name. */
  readonly others?: Readonly<Record<string, readonly Document[]>>;
}
