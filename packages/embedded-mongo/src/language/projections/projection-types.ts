import type { Document } from '../../bson/document.ts';
import type { MatchResult } from '../filters/filter-types.ts';

/** A projection ready for use. */
export interface CompiledProjection {
  /** True when the projection gives every document back as it is. */
  readonly isIdentity: boolean;
  /** True when it has a positional `$`, for which it asks the filter it was compiled with. */
  readonly needsPosition: boolean;
  /** `match` overrides what the filter says about this document (after an update, say). */
  apply(doc: Document, match?: MatchResult): Document;
}
