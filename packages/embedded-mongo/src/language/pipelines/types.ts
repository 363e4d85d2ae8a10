import type { Document } from '../../bson/document.ts';
import type { Pause } from '../../scheduling/turns.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';

/** A stream of documents between stages. */
export type DocumentStream = AsyncIterable<Document>;

/**
 * What is to be stored for a document, given the one that is there: the new state, which keeps its
 * `_id`, or undefined to leave things as they are.
 */
export type MergeDecision = (doc: Document, before: Document | undefined) => Document | undefined;

/** The target of `$merge`. */
export interface MergeTarget {
  /**
   * Stores the documents one after the other. `decide` is given the state at that moment of the
   * document whose `on` fields are the same.
   */
  merge(docs: readonly Document[], decide: MergeDecision): Promise<void>;
}

/** What a pipeline asks of the database around it, always within the command's snapshot. */
export interface PipelineHost {
  /**
   * The documents of another collection of the same database that match `filter` (all when
   * absent), through an index where one serves; in any order.
   */
  read(collection: string, filter?: Document): DocumentStream;
  /**
   * Gives access to the target of `$merge`; `database` is absent for the pipeline's own. Throws
   * 51183 when no unique index covers `on`.
   */
  merge(collection: string, on: readonly string[], database?: string): MergeTarget;
  /** To be awaited, when it gives something, between two pieces of long work: others have a turn. */
  pause: Pause;
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
