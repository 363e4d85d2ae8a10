import type { Document } from '../../bson/document.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';

/** Options of a single update in an update command. */
export interface UpdateOptions extends EvaluationOptions {
  /** Keeps the empty timestamps of a replacement. */
  readonly keepsEmptyTimestamps?: boolean | undefined;
  readonly arrayFilters?: readonly Document[] | undefined;
}

/** Context of the document being updated. */
export interface UpdateContext {
  /** Array position at which the filter matched, for the positional `$`. */
  readonly positionalIndex?: number | undefined;
  /** True for the insert of an upsert: `$setOnInsert` applies and `_id` may be set. */
  readonly isUpsertInsert: boolean;
  readonly now: Date;
}

/** A compiled update. */
export interface CompiledUpdate {
  readonly kind: 'replacement' | 'operators' | 'pipeline';
  /** True when the update has a positional `$`, so that the caller must find `positionalIndex`. */
  readonly needsPosition: boolean;
  /** Returns the updated document. The input never changes; the result may share parts of it. */
  apply(doc: Document, context: UpdateContext): { doc: Document; modified: boolean };
}
