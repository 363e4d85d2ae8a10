import type { Document } from '../../bson/document.ts';
import type { Pause } from '../../scheduling/coroutine.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';

/** A stream of documents between stages. */
export type DocumentStream = AsyncIterable<Document>;

/**
 * Decides what to store for a document, given the existing one: the new state, which keeps its
 * `_id`, or `undefined` for no change.
 */
export type MergeDecision = (doc: Document, before: Document | undefined) => Document | undefined;

/** Target of `$merge`. */
export interface MergeTarget {
  /**
   * Stores the documents in order. `decide` receives the current document with the same `on`
   * fields.
   */
  merge(docs: readonly Document[], decide: MergeDecision): Promise<void>;
}

/** Database access of a pipeline, always within the command's snapshot. */
export interface PipelineHost {
  /**
   * Returns the unordered documents of another collection of the database that match `filter` (all
   * when absent). Uses an index where one applies.
   */
  read(collection: string, filter?: Document): DocumentStream;
  /**
   * Opens the target of `$merge`. `database` defaults to the pipeline's own.
   *
   * @throws {MongoError} 51183 when no unique index covers `on`.
   */
  merge(collection: string, on: readonly string[], database?: string): MergeTarget;
  /** Yields to other work between two pieces of long work. Await its result, if any. */
  pause: Pause;
}

/** Options of an aggregate command that affect its results. */
export type PipelineOptions = EvaluationOptions;

/** A compiled pipeline. */
export interface CompiledPipeline {
  /**
   * The `$match` stages at the head of the pipeline as one filter, for the choice of an index. They
   * stay in the pipeline, since the input may contain more documents than match.
   */
  readonly leadingFilter: Document;
  /** The `$sort` right after the leading `$match`, if any. An input in that order needs no sort. */
  readonly leadingSort: Document | undefined;
  /** True when the first stage is `$documents`, so that no input is read. */
  readonly hasOwnInput: boolean;
  /** Other collections that the pipeline reads or writes. */
  readonly collections: readonly string[];
  /** Target of a final `$merge`, which makes the pipeline a write. */
  readonly mergesInto: { readonly database?: string; readonly collection: string } | undefined;
  run(input: DocumentStream, host: PipelineHost): DocumentStream;
}
