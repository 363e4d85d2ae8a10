import type { Document } from '../../bson/document.ts';
import type { MatchResult } from '../filters/filter-types.ts';

/** A compiled projection. */
export interface CompiledProjection {
  /** True when the projection returns every document unchanged. */
  readonly isIdentity: boolean;
  /** True for a positional `$`, whose position the filter provides. */
  readonly needsPosition: boolean;
  /** Projects a document. `match` overrides the filter's result, for example after an update. */
  apply(doc: Document, match?: MatchResult): Document;
}
