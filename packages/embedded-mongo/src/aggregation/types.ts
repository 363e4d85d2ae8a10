import type { Document, EvaluationOptions } from '../semantics/types.ts';

/** A stream of documents between stages. */
export type DocumentStream = AsyncIterable<Document>;

/** How documents are put into the target of `$merge`, one at a time. */
export interface MergeTarget {
  /** The document whose `on` fields equal those of `doc`; throws 51183 when no unique index covers `on`. */
  find(doc: Document, on: readonly string[]): Promise<Document | null>;
  insert(doc: Document): Promise<void>;
  /** Replaces the document that `find` gave; `after` keeps its `_id`. */
  replace(before: Document, after: Document): Promise<void>;
}

/** What a pipeline asks of the database around it, always within the command's snapshot. */
export interface PipelineHost {
  /**
   * The documents of another collection of the same database that match `filter` (all when
   * absent), through an index where one serves; in any order.
   */
  read(collection: string, filter?: Document): DocumentStream;
  /** Gives access to the target of `$merge`; `database` is absent for the pipeline's own. */
  merge(collection: string, database?: string): MergeTarget;
}

/** The options of an aggregate command that change what its pipeline answers. */
export type PipelineOptions = EvaluationOptions;

/** A pipeline ready for use. */
export interface CompiledPipeline {
  /**
   * The `$match`es at the head of the pipeline as one filter, which the engine may use to choose
   * an index. They stay in the pipeline: the input may hold more documents than match.
   */
  readonly leadingFilter: Document;
  /** The `$sort` right behind the leading `$match`, if any: input in that order is sorted for free. */
  readonly leadingSort: Document | undefined;
  /** True when the first stage brings its own documents (`$documents`), so that input is not read. */
  readonly hasOwnInput: boolean;
  /** The other collections that the pipeline reads or writes. */
  readonly collections: readonly string[];
  /** The target of a `$merge` at the end, which makes the pipeline a write. */
  readonly mergesInto: { readonly database?: string; readonly collection: string } | undefined;
  run(input: DocumentStream, host: PipelineHost): DocumentStream;
}
