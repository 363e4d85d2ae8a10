import type { Document } from '../../bson/document.ts';
import type { EvaluationOptions } from '../expressions/evaluation-options.ts';

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
